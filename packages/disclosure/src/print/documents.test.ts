import { describe, expect, test } from '@jest/globals';
import { printDocument } from '@juki/documents';
import { textOf } from '@juki/documents/testing';
import { correctionDocument } from './correction-document.ts';
import { disclosureDocument, type WrittenAnswer } from './disclosure-document.ts';
import { usesDocument } from './uses-document.ts';

const now = Date.parse('2026-12-01T01:00:00Z');
const answer: WrittenAnswer = {
  body: '270008',
  documentNumber: '270008-D2026-000001',
  receivedOn: '2026-11-21',
  issuedOn: '2026-12-01',
  addressee: '中村　葵',
  outcome: 'DISCLOSED',
  ground: null,
  withheldItems: [],
  record: {
    name: '中村　葵',
    nameKana: 'ナカムラ　アオイ',
    birthDate: '1996-10-12',
    sex: 'FEMALE',
    address: '大阪府豊中市本町一丁目5番9号',
    residentCode: '12345678901',
    changeReason: 'MOVE_WITHIN',
    changeDate: '2024-05-20',
  },
};

async function read(document: Parameters<typeof printDocument>[0]): Promise<string> {
  return (await textOf((await printDocument(document, now)).bytes)).join('\n').replaceAll(/\s/g, '');
}

describe('the written answer', () => {
  test('that discloses shows every item in the words of the law, and the way to a correction', async () => {
    const text = await read(disclosureDocument(answer));
    for (const words of ['大阪府知事', '中村葵様', '平成8年10月12日', '女', '転居', '令和6年5月20日', '第30条の35']) {
      expect(text).toContain(words);
    }
    expect(text).toContain('都道府県知事保存本人確認情報ファイル');
    expect(text).not.toContain('審査請求');
  });

  test('that refuses an item does not show it, and says why and what can be done', async () => {
    const withheldItems = ['residentCode'];
    const text = await read(
      disclosureDocument({ ...answer, outcome: 'PARTLY_REFUSED', ground: 'ARTICLE_78_1', withheldItems }),
    );
    expect(text).not.toContain('12345678901');
    expect(text).toContain('（不開示）');
    expect(text).toContain('住民票コード：個人情報の保護に関する法律第78条第1項');
    expect(text).toContain('審査請求');
  });

  test('that no record exists shows none', async () => {
    const text = await read(disclosureDocument({ ...answer, outcome: 'DOES_NOT_EXIST', record: null }));
    expect(text).toContain('存在しません');
    expect(text).not.toContain('1996');
  });

  test('of the agency is signed by the agency and names its own file', async () => {
    const text = await read(disclosureDocument({ ...answer, body: 'jlis' }));
    expect(text).toContain('地方公共団体情報システム機構理事長');
    expect(text).toContain('機構保存本人確認情報ファイル');
  });
});

test('the history of uses tells time in Japan, agency, article and place in the log, and hides what is withheld', async () => {
  const use = {
    time: '2026-11-20T15:30:00.000Z',
    agency: '大阪府教育委員会',
    purposeTitle: '就学奨励',
    purposeArticles: '住民基本台帳法 別表第六',
    items: ['氏名', '住所'],
    logIndex: 17,
    withheld: null,
  };
  const hidden = {
    ...use,
    agency: null,
    purposeTitle: null,
    purposeArticles: null,
    items: [],
    withheld: 'ARTICLE_78_1',
  };
  const text = await read(
    usesDocument({ body: '270008', documentNumber: 'n', issuedOn: '2026-12-01', addressee: '中村　葵' }, [use, hidden]),
  );
  expect(text).toContain('2026-11-2100:30:00');
  for (const words of ['2件', '大阪府教育委員会', '就学奨励', '氏名、住所', '17', '（不開示）'])
    expect(text).toContain(words);
});

test('the answer to a correction names the items, the municipality and the reason', async () => {
  const text = await read(
    correctionDocument({
      body: '270008',
      documentNumber: '270008-C2026-000001',
      issuedOn: '2026-12-01',
      addressee: '中村　葵',
      municipality: '272035',
      wanted: [{ item: 'nameKana', wanted: 'ナカムラ　アオ' }],
      outcome: 'NOT_CORRECTED',
      reason: '戸籍の記載と一致する。',
    }),
  );
  for (const words of ['氏名の振り仮名', '豊中市', '訂正しません', '戸籍の記載と一致する'])
    expect(text).toContain(words);
});
