import { describe, expect, test } from '@jest/globals';
import { printDocument } from '@juki/documents';
import { textOf } from '@juki/documents/testing';
import { type AskedItems, type CopyPerson, copyDocument } from './copy-notice.ts';
import { printableCopy } from './printable-copy.ts';

const hanako: CopyPerson = {
  name: '山田　花子',
  nameKana: 'ヤマダ　ハナコ',
  formerSurname: null,
  formerSurnameKana: null,
  alias: null,
  birthDate: '1984-05-17',
  sex: 'FEMALE',
  residentSince: '2001-02-03',
  address: '大阪府豊中市桜台三丁目1番15号',
  addressSince: '2023-03-27',
  notifiedOn: null,
  previousAddress: null,
};
const nothing: AskedItems = { household: false, number: false, code: false };

async function printed(asked: AskedItems, person: CopyPerson = hanako): Promise<string> {
  const notice = { municipalityName: '豊中市', notifiedAt: '2026-11-21T02:00:00.000Z', people: [person] };
  const copy = printableCopy({ notice, asked, issuer: '飯塚市', number: '広域-1', issuedOn: '2026-11-21' });
  const { bytes } = await printDocument(copy, Date.UTC(2026, 10, 21));
  return (await textOf(bytes)).join('\n');
}

const inOrder = (text: string, ...parts: readonly string[]) =>
  parts.map((part) => text.replaceAll(/\s/g, '').indexOf(part));

describe('the copy of the 住民票', () => {
  test('ends with the statement that it was made from the notice (令15条の4第2項)', async () => {
    const text = await printed(nothing);
    const [item = -1, statement = -1] = inOrder(
      text,
      '住民票コード',
      'この住民票の写しは、住民基本台帳法第12条の4第3項の規定により',
    );
    expect(item).toBeGreaterThan(0);
    expect(statement).toBeGreaterThan(item);
    expect(text.replaceAll(/\s/g, '')).toContain(
      '住所地市町村長である豊中市長から住民票に記載されている事項の通知を受け',
    );
  });

  test('is issued by the mayor of the place of issue, with days in the era', async () => {
    const text = await printed(nothing);
    for (const words of ['飯塚市長', '令和8年11月21日', '昭和59年5月17日', '平成13年2月3日'])
      expect(text).toContain(words);
  });

  test('marks as omitted what was not asked for, and 戸籍の表示 always', async () => {
    expect((await printed(nothing)).match(/記載省略/g)).toHaveLength(5);
    const all = { household: true, number: true, code: true };
    const numbers = { individualNumber: '123456789018', residentCode: '12345678512' };
    const text = await printed(all, { ...hanako, ...numbers, householderName: '山田　花子', relation: '世帯主' });
    expect(text.match(/記載省略/g)).toHaveLength(1);
    for (const words of ['123456789018', '12345678512']) expect(text).toContain(words);
  });

  test('writes the days of a foreign resident by the western calendar, and speaks of no family register', async () => {
    const text = await printed(nothing, { ...hanako, name: 'NGUYEN THI LAN', nameKana: null, alias: '森　蘭' });
    expect(text).toContain('1984年5月17日');
    expect(text).toContain('森');
    expect(text).not.toContain('戸籍');
  });
});

test('the request selects no number that was not asked for', () => {
  expect(copyDocument(nothing)).not.toMatch(/individualNumber|residentCode|relation/);
  expect(copyDocument({ ...nothing, number: true })).toMatch(/individualNumber/);
  expect(copyDocument({ ...nothing, number: true })).not.toMatch(/residentCode/);
});
