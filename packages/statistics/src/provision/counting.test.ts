import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Tally } from '@juki/audit-log/postgres';
import { createLogin, createPool, migrate } from '@juki/database';
import { temporaryPostgres } from '@juki/database/testing';
import { loadCatalogue } from '@juki/legal-basis/files';
import type pg from 'pg';
import { type Counting, createCounting } from './create-counting.ts';
import { monthlyReport } from './monthly-report.ts';
import { createProvisionRepository } from './provision-repository.ts';

/** Days are folded from a log; what is folded is not counted a second time. */

const body = 'jlis';
const catalogue = loadCatalogue({ profile: 'development' });
let server: Awaited<ReturnType<typeof temporaryPostgres>>;
let writer: pg.Pool;
let now: number;
let log: { readonly day: string; readonly tally: Tally }[];
let asked: string[];
let counting: Counting;

beforeAll(async () => {
  server = await temporaryPostgres({ databases: ['national'], durable: false });
  await migrate(
    server.url('national'),
    fileURLToPath(new URL('../../../../prisma/national/migrations', import.meta.url)),
  );
  writer = createPool(await createLogin(server, { name: 'w', database: 'national', role: 'juki_registry_writer' }));
}, 60_000);
afterAll(async () => {
  await writer.end();
  await server.stop();
});

beforeEach(async () => {
  const owner = createPool(server.url('national'));
  await owner.query('TRUNCATE provision_count, provision_day');
  await owner.end();
  now = Date.parse('2026-11-21T10:00:00+09:00');
  log = [];
  asked = [];
  counting = createCounting({
    repository: createProvisionRepository(writer),
    logReader: {
      async tally({ from }) {
        const day = new Date(Date.parse(from) + 9 * 3_600_000).toISOString().slice(0, 10);
        asked.push(day);
        return log.filter((entry) => entry.day === day).map(({ tally }) => tally);
      },
      firstRecordAt: async () => '2026-11-18T16:00:00Z',
    },
    catalogue,
    provisions: ['juki-30-9', 'juki-30-10', 'juki-30-11', 'juki-30-12'],
    codes: ['NationalRecord.residentCode'],
    clock: () => now,
  });
});

const given = (day: string, people: number, purpose = 'juki-b1-77', batch = false) =>
  log.push({ day, tally: { agency: 'mhlw', purpose, batch, people, withCoordinates: 0 } });

test('counts open days in the log and folded days in the book, each once', async () => {
  given('2026-11-19', 3);
  given('2026-11-20', 4, 'juki-b1-77', true);
  given('2026-11-21', 5);
  const total = async () =>
    (await counting.entries(body, '2026-11-01', '2026-12-01')).reduce((sum, { people }) => sum + people, 0);
  expect(await total()).toBe(12);
  // 2026-11-18T16:00Z is the nineteenth in Tokyo: two days are over.
  expect(await counting.fold(body)).toBe(2);
  asked.length = 0;
  expect([await total(), asked]).toEqual([12, ['2026-11-21']]);
  expect(await counting.fold(body)).toBe(0);
});

test('leaves a day open for an hour after its end, since a record may come late', async () => {
  now = Date.parse('2026-11-20T00:30:00+09:00');
  expect(await counting.fold(body)).toBe(0);
  now = Date.parse('2026-11-20T01:30:00+09:00');
  expect(await counting.fold(body)).toBe(1);
});

test('keeps what it folded when the log has forgotten it', async () => {
  given('2026-11-19', 3);
  await counting.fold(body);
  log = [];
  expect(await counting.entries(body, '2026-11-01', '2026-12-01')).toEqual([
    { day: '2026-11-19', agency: 'mhlw', purpose: 'juki-b1-77', method: 'IMMEDIATE', people: 3, codes: 0 },
  ]);
});

test('counts what the four articles give, and nothing that the network does for itself', async () => {
  given('2026-11-21', 1, 'juki-b4-1-3');
  given('2026-11-21', 7, 'consistency-check');
  given('2026-11-21', 7, 'juki-self-disclosure');
  given('2026-11-21', 7, 'an affair that is gone');
  const entries = await counting.entries(body, '2026-11-21', '2026-11-22');
  expect(entries.map(({ purpose, people }) => [purpose, people])).toEqual([['juki-b4-1-3', 1]]);
});

test('adds up by recipient, month and method', () => {
  const entry = { agency: 'mhlw', purpose: 'juki-b1-77', method: 'IMMEDIATE', codes: 1 } as const;
  expect(
    monthlyReport([
      { ...entry, day: '2026-11-19', people: 3 },
      { ...entry, day: '2026-11-20', people: 4, purpose: 'juki-b1-78' },
      { ...entry, day: '2026-10-20', people: 5 },
      { ...entry, day: '2026-11-20', people: 6, method: 'BULK' },
    ]),
  ).toEqual([
    { agency: 'mhlw', month: '2026-10', method: 'IMMEDIATE', people: 5, codes: 1 },
    { agency: 'mhlw', month: '2026-11', method: 'BULK', people: 6, codes: 1 },
    { agency: 'mhlw', month: '2026-11', method: 'IMMEDIATE', people: 7, codes: 2 },
  ]);
});
