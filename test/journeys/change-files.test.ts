import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  type ExchangeStore,
  type FileFormat,
  openDirectoryStore,
  openExchangeFile,
  type RowValues,
  writeExchangeFile,
} from '@juki/exchange-files';
import { inRepository } from '@juki/launcher';
import { startTestSystem, type TestSystem } from '@juki/testing';
import { type Event, eventOf } from './changes/change-events.ts';
import { people, somebodyOf } from './changes/change-people.ts';
import { networkOf, until } from './changes/network.ts';

/** 異動ファイル: a registry system that knows no GraphQL puts files into a shared folder, and finds an answer for every line. */

jest.setTimeout(40_000);

const toyonaka = '272035';

let system: TestSystem;
let network: ReturnType<typeof networkOf>;
let folder: ExchangeStore;
beforeAll(async () => {
  system = await startTestSystem({ people });
  network = networkOf(system);
  const place = join(system.directory, 'folders', toyonaka, 'change-events');
  folder = await openDirectoryStore({ folder: place, consumer: 'registry-system' });
}, 120_000);
afterAll(() => system?.remove(), 30_000);

const columns = Object.keys(eventOf(somebodyOf(toyonaka).latest, 'MOVE_WITHIN'));
const head = { municipality: toyonaka };
const utf8 = { form: 'csv', encoding: 'utf-8' } as const;

/** A move of somebody inside the city. */
function move(street: string): Event & { readonly residentCode: string; readonly address: string } {
  const { latest } = somebodyOf(toyonaka);
  const address = `大阪府豊中市${street}`;
  return { ...eventOf(latest, 'MOVE_WITHIN', { address }), residentCode: latest.residentCode, address };
}

async function bytesOf(format: FileFormat, rows: readonly RowValues[], said: Readonly<Record<string, string>> = head) {
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeExchangeFile({ ...format, columns }, said, rows)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}

/** Puts a file there and waits for what is said to it: its lines, or why it was put aside. */
async function drop(name: string, bytes: Uint8Array) {
  await folder.put('incoming', name, once(bytes));
  const { file, place } = await until(
    async () => {
      const [results, rejected] = await Promise.all([folder.list('results'), folder.list('rejected')]);
      const result = results.files.find((one) => one.name.startsWith(`${name}.`));
      const reason = rejected.files.find((one) => one.name === `${name}.reason.json`);
      return { file: result ?? reason, place: result ? ('results' as const) : ('rejected' as const) };
    },
    ({ file: found }) => found !== undefined,
  );
  const source = folder.read(place, file?.name ?? '');
  if (place === 'rejected') {
    const chunks: Uint8Array[] = [];
    for await (const chunk of source) chunks.push(chunk);
    return { lines: [], rejected: JSON.parse(Buffer.concat(chunks).toString('utf8')) };
  }
  const lines: RowValues[] = [];
  const { rows } = await openExchangeFile(source, { form: 'jsonl', encoding: 'utf-8' });
  for await (const batch of rows()) lines.push(...batch.map(({ values }) => values));
  return { lines, rejected: null };
}

describe('a file that is whole', () => {
  test.each([
    ['CSV in UTF-8', 'a.csv', utf8, ''],
    ['CSV in UTF-8 with a byte order mark', 'b.csv', utf8, '\uFEFF'],
    ['CSV in CP932', 'c.csv', { form: 'csv', encoding: 'cp932' } as const, ''],
    ['JSON Lines', 'd.jsonl', { form: 'jsonl', encoding: 'utf-8' } as const, ''],
  ])('%s: each line is answered, and the changes stand in three files', async (_how, name, format, mark) => {
    const moves = [move(`新千里東町${name[0]}一丁目1番`), move(`新千里西町${name[0]}一丁目2番`)];
    const bytes = mark === '' ? await bytesOf(format, moves) : await withMark(moves);
    const { lines } = await drop(name, bytes);
    expect(lines).toEqual(
      moves.map(({ eventId }, index) =>
        expect.objectContaining({ row: index + 1, eventId, outcome: 'ACCEPTED', faults: [] }),
      ),
    );
    for (const { residentCode, address } of moves) await network.inAllFiles(residentCode, { address });
  });

  test('a faulty line is told with every fault, and holds up no other', async () => {
    const sound = move('服部緑地1番1号');
    const rows = [
      { ...move('服部緑地1番2号'), changeReason: 'MOVED', sex: '男' },
      sound,
      { ...move('服部緑地1番3号'), individualNumber: '12345678901' },
    ];
    const { lines } = await drop('faulty.csv', await bytesOf(utf8, rows));
    expect(lines.map(({ outcome }) => outcome)).toEqual(['REFUSED', 'ACCEPTED', 'REFUSED']);
    expect(lines[0]?.['faults']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: 'changeReason', code: 'NOT_IN_SET', ja: expect.any(String) }),
        expect.objectContaining({ field: 'sex', code: 'NOT_IN_SET' }),
      ]),
    );
    expect(lines[2]?.['faults']).toEqual([
      expect.objectContaining({ field: 'individualNumber', code: 'WRONG_LENGTH' }),
    ]);
    await network.inAllFiles(sound.residentCode, { address: sound.address });
  });

  test('the same file again, under another name, changes nothing and says so', async () => {
    const moves = [move('桜塚一丁目1番'), move('桜塚一丁目2番')];
    const bytes = await bytesOf(utf8, moves);
    await drop('first.csv', bytes);
    const before = (await network.outbox('toyonaka-clerk')).last;
    const { lines } = await drop('second.csv', bytes);
    expect(lines.map(({ outcome }) => outcome)).toEqual(['ALREADY_REGISTERED', 'ALREADY_REGISTERED']);
    expect((await network.outbox('toyonaka-clerk')).last).toBe(before);
  });
});

describe('a file that is not what it claims to be is put aside whole, with a reason and without a value', () => {
  const rows = () => [move('蛍池一丁目1番'), move('蛍池一丁目2番')];
  const cases: readonly [string, string, string, () => Promise<Uint8Array>][] = [
    ['cut off', 'cut.csv', 'TRUNCATED', async () => withoutTrailer(await bytesOf(utf8, rows()))],
    [
      'with a wrong count',
      'count.csv',
      'COUNT',
      async () => replaced(await bytesOf(utf8, rows()), '#end,2,', '#end,3,'),
    ],
    [
      'changed after it was written',
      'hash.csv',
      'HASH',
      async () => replaced(await bytesOf(utf8, rows()), '蛍池', '蛍沼'),
    ],
    ['of mixed encodings', 'mixed.csv', 'ENCODING', mixed],
    ['of another municipality', 'other.csv', 'HEAD', () => bytesOf(utf8, rows(), { municipality: '272051' })],
    ['without a head', 'headless.csv', 'HEAD', () => bytesOf(utf8, rows(), {})],
    ['of an unknown form', 'letter.txt', 'FORM', () => bytesOf(utf8, rows())],
  ];

  test.each(cases)('%s', async (_how, name, kind, make) => {
    const before = (await network.outbox('toyonaka-clerk')).last;
    const { rejected } = await drop(name, await make());
    expect(rejected).toMatchObject({ code: 'EXCHANGE_FILE_INVALID', details: { kind } });
    expect(JSON.stringify(rejected)).not.toContain('蛍');
    expect((await folder.list('rejected')).files.map((file) => file.name)).toContain(name);
    expect((await network.outbox('toyonaka-clerk')).last).toBe(before);
  });

  async function mixed(): Promise<Uint8Array> {
    const [first, second] = await Promise.all([
      bytesOf(utf8, rows()),
      bytesOf({ form: 'csv', encoding: 'cp932' }, rows()),
    ]);
    return Buffer.concat([withoutTrailer(first), second]);
  }
});

test('a file that is still being written is not touched', async () => {
  const place = join(system.directory, 'folders', toyonaka, 'change-events', 'incoming', '.half.csv.part');
  await writeFile(place, '#municipality,272035\n');
  await drop('beside.csv', await bytesOf(utf8, [move('岡町1番')]));
  expect((await folder.list('rejected')).files.map(({ name }) => name)).not.toContain('.half.csv.part');
});

describe('juki changes', () => {
  beforeAll(async () => {
    const { directory, gateway, issuer, keys } = system;
    const running = { processId: process.pid, directory, gateway, issuer, keys, logs: [] };
    await writeFile(join(directory, 'system.json'), JSON.stringify(running));
    await mkdir(join(directory, 'sent'), { recursive: true });
  });

  async function juki(...args: readonly string[]) {
    const script = inRepository('packages/cli/bin/juki.mjs');
    const all = [script, 'changes', ...args, '--directory', system.directory, '--lang', 'ja'];
    const ran = promisify(execFile)(process.execPath, all, { env: { PATH: process.env['PATH'] ?? '' } });
    return ran.then(
      ({ stdout }) => ({ code: 0, out: stdout }),
      (fault: unknown) => failed(fault),
    );
  }

  test('send: checks a file here, hands it over, and tells what the CS said', async () => {
    const file = join(system.directory, 'sent', 'shell.csv');
    await writeFile(file, await bytesOf(utf8, [move('螢池西町1番'), move('螢池西町2番')]));
    const { code, out } = await juki('send', file);
    expect([code, out]).toEqual([0, '受付 2件、受付済 0件、不受理 0件\n']);
  });

  test('send: does not hand over what it finds faulty', async () => {
    const file = join(system.directory, 'sent', 'wrong.csv');
    await writeFile(file, await bytesOf(utf8, [{ ...move('螢池西町3番'), birthDate: '1990-13-01' }]));
    const { code, out } = await juki('send', file);
    expect(code).toBe(1);
    expect(out).toContain('3行目: birthDate: 存在しない日付である');
    expect((await folder.list('results')).files.map(({ name }) => name).join()).not.toContain('wrong.csv');
  });

  test('status and refusals: how far everything has come, and what is open', async () => {
    const { latest } = somebodyOf(toyonaka);
    const wrong = eventOf(latest, 'MOVE_WITHIN', {
      address: '大阪府豊中市庄内1番',
      sex: latest.sex === 'MALE' ? 'FEMALE' : 'MALE',
    });
    await network.handIn(toyonaka, wrong);
    await until(
      () => network.refusals('toyonaka-clerk'),
      (list) => list.length > 0,
    );
    const status = await juki('status');
    expect(status.code).toBe(0);
    expect(status.out).toMatch(/未処理のエラー\s+1/);
    const { out } = await juki('refusals');
    expect(out).toContain(wrong.eventId);
    expect(out).toContain('転居で住所以外の項目が変わっている');
  });
});

/** What a command said that ended with another code than 0. */
function failed(fault: unknown): { readonly code: unknown; readonly out: string } {
  if (typeof fault !== 'object' || fault === null || !('code' in fault) || !('stdout' in fault)) throw fault;
  return { code: fault.code, out: String(fault.stdout) };
}

async function withMark(rows: readonly RowValues[]): Promise<Uint8Array> {
  // The hash in the trailer is over every byte before it, the mark included.
  const mark = Buffer.from('\uFEFF', 'utf8');
  const bytes = await bytesOf(utf8, rows);
  const body = Buffer.concat([mark, withoutTrailer(bytes)]);
  const sha256 = createHash('sha256').update(body).digest('hex');
  return Buffer.concat([body, Buffer.from(`#end,${rows.length},${sha256}\n`)]);
}

function withoutTrailer(bytes: Buffer): Uint8Array {
  return bytes.subarray(0, bytes.lastIndexOf('#end'));
}

function replaced(bytes: Uint8Array, from: string, to: string): Uint8Array {
  return Buffer.from(Buffer.from(bytes).toString('utf8').replace(from, to), 'utf8');
}
