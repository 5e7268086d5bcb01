import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createPool, type EmbeddedPostgres, migrate } from '@juki/database';
import { temporaryPostgres } from '@juki/database/testing';
import { JukiError } from '@juki/errors';
import { createMemoryKeyProvider } from '@juki/keys/testing';
import { createMediaLedger } from '@juki/media-ledger';
import { bulkEraser, openBulkProvision } from './open-bulk-provision.ts';
import type { BulkContextParts } from './testing/bulk-context.ts';
import { contextFor } from './testing/bulk-context.ts';

let postgres: EmbeddedPostgres;
let pool: ReturnType<typeof createPool>;
let folder: string;
beforeAll(async () => {
  postgres = await temporaryPostgres({ databases: ['prefectural'], durable: false });
  const url = postgres.url('prefectural');
  await migrate(url, path.resolve(import.meta.dirname, '../../../../prisma/prefectural/migrations'));
  pool = createPool(url);
  folder = await mkdtemp(path.join(tmpdir(), 'juki-bulk-'));
}, 60_000);
afterAll(async () => {
  await pool.end();
  await postgres.stop();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  await pool.query('TRUNCATE medium_entry, bulk_chunk, bulk_job');
});

const now = Date.UTC(2026, 10, 21);
const instant = (hours: number) => new Date(now + hours * 3_600_000).toISOString();
const registration = {
  ...{
    job: 'job-00000001',
    file: 'bulk.csv',
    requester: 'officer',
    purpose: 'juki-b6-2',
    case: 'R8-1',
    profile: 'inquiry',
  },
  ...{
    rows: 5,
    chunkRows: 2,
    sha256: 'ab'.repeat(32),
    expiresAt: instant(1),
    eraseBy: instant(2),
    secondPerson: 'attendant',
  },
};
const keys = createMemoryKeyProvider('test');
const bodyOf = (agency: string) => (agency === 'abroad' ? undefined : '270008');

function opened() {
  const media = createMediaLedger(pool);
  const parts = { writer: pool, keys, clock: () => now, folder };
  const desk = openBulkProvision(parts, { tier: 'prefectural', media, bodyOf }).services;
  return { desk, media, forget: bulkEraser(parts) };
}

/** Answers every key but numbers that begin with 9. */
const context = (parts: Partial<BulkContextParts> = {}) =>
  contextFor({
    now,
    search: ({ individualNumber }) => {
      if (individualNumber === 'bad') return { fault: new JukiError('BAD_IDENTIFIER', 'no number') };
      return { people: individualNumber?.startsWith('9') ? [] : [{ __typename: 'Person', ref: 'r', argument: null }] };
    },
    ...parts,
  });
const number = (individualNumber: string) => ({ individualNumber });
const chunks = [[number('1'), number('9')], [number('bad'), null], [number('3')]] as const;

async function answerAll(desk: ReturnType<typeof opened>['desk']) {
  for (const [chunk, rowKeys] of chunks.entries()) {
    const answer = await desk.inquire({ job: registration.job, chunk, keys: rowKeys }, context());
    expect(answer.refusal).toBeNull();
  }
}

describe('registering', () => {
  test('gives the key of the result, the same when it is repeated, and enters the file in the ledger of media', async () => {
    const { desk, media } = opened();
    const first = await desk.register(registration, context());
    expect(first).toMatchObject({
      refusal: null,
      job: { answeredRows: 0, job: { operator: 'officer', body: '270008' } },
    });
    expect((await desk.register(registration, context())).resultKey).toBe(first.resultKey);
    expect(Buffer.from(first.resultKey ?? '', 'base64url')).toHaveLength(32);
    const entries = await media.entries({ body: '270008', limit: 9 });
    expect(entries.map(({ act, secondPerson, subjects }) => [act, secondPerson, subjects])).toEqual([
      ['RECEIVED', 'attendant', 5],
    ]);
  });

  test.each([
    ['another requester than who is logged in', { requester: 'somebody' }, 'FOREIGN_REQUESTER'],
    ['nobody who attends', { secondPerson: '' }, 'SECOND_PERSON_MISSING'],
    ['the requester as attendant', { secondPerson: 'officer' }, 'SECOND_PERSON_MISSING'],
    ['an expiry in the past', { expiresAt: instant(-1) }, 'EXPIRED'],
    ['an expiry in a year', { expiresAt: instant(9_000), eraseBy: instant(9_001) }, 'MALFORMED'],
    ['an erasure before the expiry', { eraseBy: instant(0) }, 'MALFORMED'],
    ['an erasure that never comes', { eraseBy: 'never' }, 'MALFORMED'],
    ['no rows', { rows: 0 }, 'MALFORMED'],
    ['a path as file', { file: '../bulk.csv' }, 'MALFORMED'],
    ['a profile of its own', { profile: 'everything' }, 'MALFORMED'],
  ])('is refused with %s', async (_what, change, refusal) => {
    const { desk, media } = opened();
    const step = await desk.register({ ...registration, ...change }, context());
    expect(step).toEqual({ refusal, job: null, resultKey: null });
    expect(await media.entries({ body: '270008', limit: 9 })).toEqual([]);
  });

  test('is refused for the same file under another job, and for the job of somebody else', async () => {
    const { desk } = opened();
    await desk.register(registration, context());
    expect(await desk.register({ ...registration, job: 'job-00000002' }, context())).toMatchObject({
      ...{ refusal: 'DUPLICATE_FILE', resultKey: null, job: { job: { job: 'job-00000001' } } },
    });
    const other = await desk.register({ ...registration, sha256: 'cd'.repeat(32) }, context({ agency: 'other' }));
    expect(other).toEqual({ refusal: 'JOB_ID_USED', job: null, resultKey: null });
    expect(await desk.register(registration, context({ agency: 'abroad' }))).toMatchObject({ refusal: 'NOT_HERE' });
  });
});

describe('asking', () => {
  test('answers each row in its place, and counts', async () => {
    const { desk } = opened();
    await desk.register(registration, context());
    const answer = await desk.inquire({ job: registration.job, chunk: 0, keys: chunks[0] }, context());
    expect(answer).toMatchObject({ repeated: false, rows: [{ verdict: 'FOUND' }, { verdict: 'NOT_FOUND' }] });
    const second = await desk.inquire({ job: registration.job, chunk: 1, keys: chunks[1] }, context());
    expect(second.rows.map(({ verdict, fault }) => [verdict, fault])).toEqual([
      ['KEY_INVALID', 'BAD_IDENTIFIER'],
      ['NOT_SENT', null],
    ]);
    const [progress] = await desk.jobs(registration.job, context());
    expect(progress).toMatchObject({
      answeredRows: 4,
      found: 1,
      notFound: 1,
      keyInvalid: 1,
      notSent: 1,
      repeatedChunks: 0,
    });
  });

  test('is answered for one set of keys only, however many come at once', async () => {
    const { desk } = opened();
    await desk.register(registration, context());
    // Each has a connection that is open, so that all of them see that nothing was answered yet.
    for (const client of await Promise.all(Array.from({ length: 8 }, () => pool.connect()))) client.release();
    const asked = Array.from({ length: 8 }, (_, at) =>
      desk.inquire({ job: registration.job, chunk: 0, keys: [number(`1${at}`), number(`2${at}`)] }, context()),
    );
    const answers = await Promise.all(asked);
    expect(answers.filter(({ refusal }) => refusal === null)).toHaveLength(1);
    for (const { refusal, rows } of answers) expect(refusal === null || rows.length === 0).toBe(true);
  });

  test('knows a repeated chunk as such, and refuses it with other keys', async () => {
    const { desk } = opened();
    await desk.register(registration, context());
    await desk.inquire({ job: registration.job, chunk: 0, keys: chunks[0] }, context());
    expect(await desk.inquire({ job: registration.job, chunk: 0, keys: chunks[0] }, context())).toMatchObject({
      repeated: true,
    });
    const other = await desk.inquire({ job: registration.job, chunk: 0, keys: [number('4'), number('9')] }, context());
    expect(other).toEqual({ refusal: 'CHUNK_DIFFERS', repeated: false, rows: [] });
    expect((await desk.jobs(null, context()))[0]).toMatchObject({ answeredRows: 2, repeatedChunks: 1 });
  });

  test.each([
    ['another purpose', { purpose: 'juki-b6-3' }, 'OTHER_PURPOSE'],
    ['another number of the usage ledger', { case: 'R8-2' }, 'OTHER_CASE'],
    ['another operator', { operator: 'colleague' }, 'FOREIGN_REQUESTER'],
    ['another agency', { agency: 'other' }, 'UNKNOWN_JOB'],
    ['a day later', { now: now + 86_400_000 }, 'EXPIRED'],
  ])('is refused under %s, and nobody is looked for', async (_what, change, refusal) => {
    const { desk } = opened();
    await desk.register(registration, context());
    const asked = context(change);
    const answer = await desk.inquire({ job: registration.job, chunk: 0, keys: chunks[0] }, asked);
    expect({ answer, searched: asked.searched() }).toEqual({
      answer: { refusal, repeated: false, rows: [] },
      searched: 0,
    });
  });

  test.each([
    ['beyond the end', 3, [number('1')]],
    ['before the beginning', -1, [number('1'), number('2')]],
    ['with too many rows', 0, [number('1'), number('2'), number('3')]],
    ['with too few', 1, [number('1')]],
    ['with more than the last has', 2, [number('1'), number('2')]],
  ])('is refused for a chunk %s', async (_what, chunk, rowKeys) => {
    const { desk } = opened();
    await desk.register(registration, context());
    const answer = await desk.inquire({ job: registration.job, chunk, keys: rowKeys }, context());
    expect(answer.refusal).toBe('CHUNK_OUT_OF_RANGE');
  });
});

describe('finishing and receiving', () => {
  const result = { job: registration.job, resultSha256: 'ef'.repeat(32) };
  test('need every row answered, give the key to the section that asked, and are repeatable', async () => {
    const { desk, media } = opened();
    const { resultKey } = await desk.register(registration, context());
    expect(await desk.finish(result, context())).toMatchObject({ refusal: 'INCOMPLETE' });
    expect(await desk.receive(result, context())).toMatchObject({ refusal: 'NOT_FINISHED', resultKey: null });
    await answerAll(desk);
    expect(await desk.finish(result, context())).toMatchObject({ refusal: null, resultKey: null });
    expect(await desk.finish(result, context())).toMatchObject({ refusal: null });
    expect(await desk.finish({ ...result, resultSha256: '00'.repeat(32) }, context())).toMatchObject({
      refusal: 'FINISHED',
    });
    expect((await desk.inquire({ job: registration.job, chunk: 0, keys: chunks[0] }, context())).refusal).toBe(
      'FINISHED',
    );
    expect(await desk.receive(result, context({ section: 'elsewhere' }))).toMatchObject({
      refusal: 'UNKNOWN_JOB',
      resultKey: null,
    });
    expect(await desk.receive(result, context({ agency: 'other' }))).toMatchObject({
      refusal: 'UNKNOWN_JOB',
      resultKey: null,
    });
    expect(await desk.receive(result, context({ operator: 'colleague' }))).toMatchObject({ refusal: null, resultKey });
    expect(await desk.receive(result, context())).toMatchObject({
      refusal: null,
      resultKey,
      job: { job: { receivedBy: 'colleague' } },
    });
    const acts = (await media.entries({ body: '270008', medium: `bulk:${registration.job}:result`, limit: 9 })).map(
      ({ act }) => act,
    );
    expect(acts.sort()).toEqual(['HANDED_OVER', 'HANDED_OVER', 'ISSUED']);
  });

  test('end with the erasure: the key is gone for everybody', async () => {
    const { desk, media, forget } = opened();
    await desk.register(registration, context());
    await answerAll(desk);
    await desk.finish(result, context());
    for (const entry of await media.due({ bodies: ['270008'], by: now + 9_000_000, limit: 9 })) await forget(entry);
    expect(await desk.receive(result, context())).toEqual({ refusal: 'ERASED', job: null, resultKey: null });
    const { rows } = await pool.query('SELECT result_key_sealed FROM bulk_job');
    expect(rows).toEqual([{ result_key_sealed: null }]);
  });

  test('take a request along that was never answered to its end, wherever it was left', async () => {
    const { desk, media, forget } = opened();
    await desk.register(registration, context());
    const left = ['taken/terminal/bulk.csv', 'work/terminal/job-00000001.part', 'rejected/bulk.csv'];
    const kept = ['taken/terminal/other.csv', 'work/terminal/job-00000002.part'];
    for (const file of [...left, ...kept]) {
      const at = path.join(folder, '270008/agency', file);
      await mkdir(path.dirname(at), { recursive: true });
      await writeFile(at, 'x');
    }
    for (const entry of await media.due({ bodies: ['270008'], by: now + 9_000_000, limit: 9 })) await forget(entry);
    const lies = await readdir(path.join(folder, '270008/agency'), { recursive: true, withFileTypes: true });
    expect(
      lies
        .filter((entry) => entry.isFile())
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['job-00000002.part', 'other.csv']);
    expect((await desk.inquire({ job: registration.job, chunk: 0, keys: chunks[0] }, context())).refusal).toBe(
      'ERASED',
    );
  });
});
