import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createLogin, createPool, migrate } from '@juki/database';
import { temporaryPostgres } from '@juki/database/testing';
import { loadCatalogue } from '@juki/legal-basis/files';
import type pg from 'pg';
import { openStatistics } from './open-statistics.ts';

/** 30条の16: the agency draws its report up by itself, once the year is over, and shows it for five years. */

const body = 'jlis';
const catalogue = loadCatalogue({ profile: 'development' });
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const bodies = { default: body, all: [body], ofPrefecture: () => undefined, ofScope: () => body };
let server: Awaited<ReturnType<typeof temporaryPostgres>>;
let owner: pg.Pool;
let writer: pg.Pool;
let readerUrl: string;

beforeAll(async () => {
  server = await temporaryPostgres({ databases: ['national'], durable: false });
  await migrate(server.url('national'), fileURLToPath(new URL('../../../prisma/national/migrations', import.meta.url)));
  const login = (part: string) =>
    createLogin(server, { name: part, database: 'national', role: `juki_registry_${part}` });
  readerUrl = await login('reader');
  writer = createPool(await login('writer'));
  owner = createPool(server.url('national'));
}, 60_000);
afterAll(async () => {
  await Promise.all([owner.end(), writer.end()]);
  await server.stop();
});
beforeEach(() => owner.query('TRUNCATE provision_count, provision_day, yearly_report'));

/** What the processes of a day see, after the worker's round. */
async function on(instant: string, perDay = 2) {
  const { services, workers, close } = openStatistics('national', {
    readerUrl,
    writer,
    catalogue,
    log,
    bodies,
    clock: () => Date.parse(instant),
    logReader: {
      tally: async () => [{ agency: 'mhlw', purpose: 'juki-b1-77', batch: false, people: perDay, withCoordinates: 1 }],
      firstRecordAt: async () => '2026-03-30T03:00:00Z',
    },
  });
  for (const worker of workers) {
    worker.start();
    await worker.stop();
  }
  return { services, close };
}

test('before the last day is folded the numbers can still change, and are said to', async () => {
  const { services, close } = await on('2026-04-01T00:30:00+09:00');
  expect(await services.report(body, 2025)).toMatchObject({ drawnUpOn: null, keptTo: null });
  await close();
});

test('afterwards the report is drawn up once, and stays what it was', async () => {
  const first = await on('2026-04-01T01:30:00+09:00');
  const report = await first.services.report(body, 2025);
  expect(report).toEqual({
    fiscalYear: 2025,
    drawnUpOn: '2026-04-01',
    keptTo: '2031-12-31',
    lines: [{ agency: 'mhlw', agencyName: '厚生労働省', month: '2026-03', method: 'IMMEDIATE', people: 4, codes: 2 }],
  });
  await first.close();
  const later = await on('2026-06-01T03:00:00Z', 50);
  expect(await later.services.report(body, 2025)).toEqual(report);
  expect((await later.services.report(body, 2026)).drawnUpOn).toBeNull();
  await later.close();
});

test.each([1999, 3000, 2026.5])('the year %s is none', async (year) => {
  const { services, close } = await on('2026-06-01T03:00:00Z');
  await expect(services.report(body, year)).rejects.toMatchObject({ code: 'BAD_PERIOD' });
  await close();
});
