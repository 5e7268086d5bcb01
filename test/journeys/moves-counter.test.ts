import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { textOf } from '@juki/documents/testing';
import { startTestSystem, type TestSystem } from '@juki/testing';
import { cast, counterOf, inDays, places } from './moves/counter.ts';
import { openDesk } from './moves/shell.ts';

/** The clerk at the shell: `juki juminhyo` and `juki moves`, on the real processes. */

let system: TestSystem;
let desk: Awaited<ReturnType<typeof openDesk>>;
beforeAll(async () => {
  system = await startTestSystem();
  desk = await openDesk(system);
}, 120_000);
afterAll(() => system?.remove(), 30_000);

const hanako = cast.toyonakaMover.latest;
const standing = ['--residence', places.toyonaka, '--name', hanako.name, '--code', hanako.residentCode];

test('飯塚市 prints the copy for a resident of 豊中市, and its ledger of media has the print before the file is there', async () => {
  const key = crypto.randomUUID();
  const { code, out } = await desk.juki('iizuka-clerk', [
    ...[
      'juminhyo',
      ...standing,
      '--household',
      '--with-household',
      '--key',
      key,
      '--out',
      join(desk.folder, 'copy.pdf'),
    ],
  ]);
  expect([code, out]).toEqual([0, expect.stringContaining('豊中市長の通知に基づく')]);
  const bytes = await readFile(join(desk.folder, 'copy.pdf'));
  const text = (await textOf(bytes)).join('\n').replaceAll(/\s/g, '');
  for (const words of [hanako.address, '飯塚市長', '世帯主', '通知に基づき作成したものである']) {
    expect(text).toContain(words.replaceAll(/\s/g, ''));
  }
  for (const number of [hanako.individualNumber, hanako.residentCode]) expect(text).not.toContain(number);

  const query = 'query ($medium: ID) { municipalMedia(medium: $medium) { act kind purpose subjects sha256 } }';
  const { data } = await counterOf(system, 'iizuka-clerk').ask('media-ledger', query, { medium: `wide-area:${key}` });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  expect(data.municipalMedia).toEqual([
    { act: 'PRINTED', kind: 'PAPER', purpose: 'juki-kouiki-kofu', subjects: expect.any(Number), sha256 },
  ]);
});

test('nothing is printed where nothing is available, and the clerk is told where to send the person', async () => {
  const wrong = await desk.juki('iizuka-clerk', ['juminhyo', ...standing, '--name', '山田　太郎']);
  expect([wrong.code, wrong.said]).toEqual([1, expect.stringContaining('住所地の市町村にお尋ねください')]);
  const own = await desk.juki('toyonaka-clerk', ['juminhyo', ...standing]);
  expect([own.code, own.said]).toEqual([1, expect.stringContaining('当市町村の住民')]);
  const nameless = await desk.juki('iizuka-clerk', ['juminhyo', '--residence', places.toyonaka]);
  expect([nameless.code, nameless.said]).toEqual([2, expect.stringContaining('--name')]);
  expect((await readdir(desk.folder)).filter((name) => name.startsWith('juminhyo'))).toEqual([]);
});

test('a move is announced, filed and entered at the two counters', async () => {
  const person = cast.numberChanged.latest;
  const card = ['--name', person.name, '--code', person.residentCode, '--address', '大阪府豊中市緑が丘一丁目2番3号'];
  const key = crypto.randomUUID();
  const announced = await desk.juki('matsumoto-clerk', [
    ...['moves', 'out', ...card, '--to', places.toyonaka, '--planned', inDays(0), '--key', key],
  ]);
  expect([announced.code, announced.out]).toEqual([0, expect.stringContaining('受理しました')]);
  let filed = await desk.juki('toyonaka-clerk', [
    ...['moves', 'in', ...card, '--from', places.matsumoto, '--moved', inDays(0), '--key', key],
  ]);
  expect(filed.code).toBe(0);
  // The notice may still be on its way; then it was asked for, and comes.
  for (let round = 0; round < 50 && !filed.out.includes('READY'); round += 1) {
    filed = await desk.juki('toyonaka-clerk', ['moves', 'show', key]);
  }
  expect(filed.out).toContain('READY');
  const entered = await desk.juki('toyonaka-clerk', ['moves', 'enter', key]);
  expect([entered.code, entered.out]).toEqual([0, expect.stringContaining('住民票に記載しました')]);
  const unknown = await desk.juki('suita-clerk', ['moves', 'show', key]);
  expect([unknown.code, unknown.said]).toEqual([1, expect.stringContaining('その番号の届出はありません')]);
}, 60_000);
