import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createPool, migrate } from '@juki/database';
import { temporaryPostgres } from '@juki/database/testing';
import { createMemoryKeyProvider } from '@juki/keys/testing';
import type { Pool } from 'pg';
import { testHashes } from '../testing/memory-sides.ts';
import { createComparisonStore } from './comparison-store.ts';
import { createDigestStore, type DigestStore } from './digest-store.ts';
import { createAdvance, type UpperLink } from './lower-checks.ts';
import { NotReadyError } from './not-ready-error.ts';
import { createNotificationsOf } from './notifications.ts';
import { createRunStore, type Run, type RunStore } from './run-store.ts';
import { createSubjectSeal } from './subject-seal.ts';
import { createUpperChecks, type UpperChecks } from './upper-checks.ts';

const municipality = '272035';
const now = new Date('2026-11-21T01:00:00Z');
let server: Awaited<ReturnType<typeof temporaryPostgres>>;
let pools: Readonly<Record<'municipal' | 'prefectural', Pool>>;
let lower: DigestStore;
let upper: UpperChecks;
let runs: RunStore;
const seal = createSubjectSeal(createMemoryKeyProvider('seal').cipher('network/consistency-subject'));

beforeAll(async () => {
  server = await temporaryPostgres({ databases: ['municipal', 'prefectural'], durable: false });
  pools = { municipal: createPool(server.url('municipal')), prefectural: createPool(server.url('prefectural')) };
  for (const tier of ['municipal', 'prefectural'] as const)
    await migrate(server.url(tier), `prisma/${tier}/migrations`);
  await pools.municipal.query(`INSERT INTO body (code, name) VALUES ('${municipality}', '豊中市')`);
  await pools.prefectural.query("INSERT INTO body (code, name, prefecture_code) VALUES ('270008', '大阪府', '27')");
  const open = (_column: string, _ref: Uint8Array, sealed: Uint8Array) => Buffer.from(sealed).toString('utf8');
  const digestsOf = (pool: Pool) => createDigestStore({ pool, hashes: testHashes, open });
  lower = digestsOf(pools.municipal);
  const comparisons = createComparisonStore(pools.prefectural);
  upper = createUpperChecks({ digests: digestsOf(pools.prefectural), comparisons, sealSubject: seal.sealSubject });
  runs = createRunStore(pools.municipal);
}, 60_000);
afterAll(async () => {
  await Promise.all([pools.municipal.end(), pools.prefectural.end()]);
  await server.stop();
});
beforeEach(async () => {
  const common = 'identity_record, consistency_change, consistency_leaf, consistency_node, consistency_stale';
  const changes = 'change_notification, change_sent, change_refusal';
  await pools.municipal.query(`TRUNCATE ${common}, ${changes}, consistency_run, consistency_finding`);
  await pools.prefectural.query(`TRUNCATE ${common}, consistency_comparison`);
  await enter('municipal', 1, 200);
  await enter('prefectural', 1, 200);
});

const refOf = (number: number) => createHash('md5').update(String(number)).digest();

async function enter(tier: 'municipal' | 'prefectural', from: number, to: number): Promise<void> {
  const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const prefecture = tier === 'prefectural' ? [', prefecture_code', ", '27'"] : ['', ''];
  await pools[tier].query(
    `INSERT INTO identity_record (municipality_code, record_id, ref, revision, name, birth_date, sex, address,
       individual_number_sealed, resident_code_sealed, change_kind, change_reason, change_date${prefecture[0]})
     SELECT $1, gen_random_uuid(), ref, 1, '豊中 ' || number, '1980-01-01', 'MALE', '大阪府豊中市', convert_to(number::text, 'UTF8'),
       convert_to('c' || number, 'UTF8'), 'ENTRY', 'BIRTH', '2020-01-01'${prefecture[1]}
     FROM unnest($2::int[], $3::bytea[]) AS row (number, ref)`,
    [municipality, numbers, numbers.map(refOf)],
  );
}

function ready<T>(answer: T | string): T {
  if (typeof answer === 'string') throw new NotReadyError(answer);
  return answer;
}

/** A line that breaks at a message, if it is told which. */
function linkTo(run: Run, breaksAt = Number.POSITIVE_INFINITY): UpperLink {
  const name = { municipality, run: run.id };
  const line = { messages: 0, bytes: 0 };
  const crossing = async <T>(answer: () => Promise<T | string>): Promise<T> => {
    line.messages += 1;
    line.bytes += 1;
    if (line.messages >= breaksAt) throw new Error('the prefecture is away');
    return ready(await answer());
  };
  return {
    line,
    async open({ scope, afresh }) {
      await upper.open({ ...name, openedBy: 'cs-272035', scope: scope.kind, afresh, openedAt: now });
    },
    compareRanges: (ranges) => crossing(() => upper.compareRanges(name, ranges)),
    compareLeaves: (buckets) => crossing(() => upper.compareLeaves(name, buckets)),
    compareRecords: (records) => crossing(() => upper.compareRecords(name, records)),
    async close(_run, counts) {
      if (line.messages >= breaksAt) throw new Error('the prefecture is away');
      await upper.close(name, counts, now);
    },
  };
}

const advance = (breaksAt?: number) =>
  createAdvance({
    digests: lower,
    runs,
    linkTo: (run) => linkTo(run, breaksAt),
    openSubject: seal.openSubject,
    clock: () => now.getTime(),
    notificationsOf: createNotificationsOf(pools.municipal, { senderOf: (code) => code, receiver: 'prefectural' }),
  });

const order = (key: string, afresh = false) =>
  runs.start({
    municipality,
    id: `00000000-0000-4000-8000-${key.padStart(12, '0')}`,
    key,
    scope: { kind: 'WHOLE' },
    afresh,
    startedBy: 'toyonaka-clerk',
    request: null,
    startedAt: now,
  });

async function plant(): Promise<void> {
  await pools.prefectural.query('DELETE FROM identity_record WHERE ref = ANY ($1)', [[1, 2, 3].map(refOf)]);
  await pools.prefectural.query("UPDATE identity_record SET address = 'x' WHERE ref = ANY ($1)", [[4, 5].map(refOf)]);
  await enter('prefectural', 201, 202);
}

async function stateOf({ id }: Run): Promise<Run> {
  const run = await runs.run(municipality, id);
  if (!run) throw new Error('the run is gone');
  return run;
}

test('a run that breaks off at any message goes on where it was, and finds each difference once', async () => {
  await plant();
  const whole = await order('1');
  expect(await advance()(whole)).toBe('finished');
  const { messages } = await stateOf(whole);
  expect(messages).toBeGreaterThan(20);
  const broken = await order('2');
  let last = 0;
  // Each attempt has eight messages, and then the prefecture is away.
  for (let attempt = 1; (await stateOf(broken)).finishedAt === null && attempt < 200; attempt += 1) {
    const before = await stateOf(broken);
    await advance(8)(before).catch(() => undefined);
    const { segmentsDone } = await stateOf(broken);
    expect(segmentsDone).toBeGreaterThanOrEqual(last);
    last = segmentsDone;
  }
  expect(await stateOf(broken)).toMatchObject({ missing: 3, different: 2, extra: 2, underWay: 0, segmentsDone: 16 });
  const found = await runs.findings(municipality, broken.id, { first: 100, after: 0 });
  expect(new Set(found.map(({ ref }) => Buffer.from(ref).toString('hex')))).toEqual(
    new Set([1, 2, 3, 4, 5, 201, 202].map((number) => refOf(number).toString('hex'))),
  );
});

test('a run whose end was told and then forgotten ends when it goes on', async () => {
  const run = await order('1');
  expect(await advance()(run)).toBe('finished');
  await pools.municipal.query('UPDATE consistency_run SET finished_at = NULL');
  expect(await advance()(await stateOf(run))).toBe('finished');
  expect((await stateOf(run)).finishedAt).toEqual(now);
});

test('an upper side that has forgotten the run is told of it again', async () => {
  await plant();
  const run = await order('1');
  await advance(3)(run).catch(() => undefined);
  await pools.prefectural.query('TRUNCATE consistency_comparison');
  expect(await advance()(await stateOf(run))).toBe('finished');
  expect(await stateOf(run)).toMatchObject({ missing: 3, different: 2, extra: 2 });
});

test('a notification on its way, or waiting above, makes nobody differ; a refused one does, and is named', async () => {
  await pools.prefectural.query('DELETE FROM identity_record WHERE ref = ANY ($1)', [[1, 2, 3, 4].map(refOf)]);
  const notified = async (number: number, outcome: string | null) => {
    await pools.municipal.query(
      `INSERT INTO change_notification (municipality_code, event_id, digest, record_id, ref, change_reason, change_date, notified_on, outcome, received_at, decided_at, erasable_on)
       VALUES ($1, $2, sha256('x'), gen_random_uuid(), $3, 'MOVE_WITHIN', '2026-11-20', '2026-11-20', 'APPLIED', now(), now(), '2027-11-21')`,
      [municipality, `e-${number}`, refOf(number)],
    );
    await pools.municipal.query(
      `INSERT INTO change_sent (sender, sequence, municipality_code, event_id, chain, outcome) VALUES ($1, $2, $1, $3, sha256('x'), $4)`,
      [municipality, number, `e-${number}`, outcome],
    );
  };
  await notified(1, null);
  await notified(2, 'WAITS');
  await notified(3, 'REFUSED');
  await pools.municipal.query(
    `INSERT INTO change_refusal (municipality_code, event_id, tier, faults, refused_at) VALUES ($1, 'e-3', 'prefectural', '[]', now())`,
    [municipality],
  );
  await notified(4, 'APPLIED');
  const run = await order('1');
  expect(await advance()(run)).toBe('finished');
  expect(await stateOf(run)).toMatchObject({ missing: 2, underWay: 2 });
  const found = await runs.findings(municipality, run.id, { first: 10, after: 0 });
  const refused = new Map(found.map(({ ref, refused: open }) => [Buffer.from(ref).toString('hex'), open]));
  expect(refused).toEqual(
    new Map([
      [refOf(3).toString('hex'), true],
      [refOf(4).toString('hex'), false],
    ]),
  );
});

test('a message for a run that was not opened, or too large, is not answered', async () => {
  const name = { municipality, run: '00000000-0000-4000-8000-00000000ffff' };
  expect(await upper.compareRanges(name, [])).toBe('NOT_OPEN');
  const many = Array.from({ length: 513 }, () => ({ path: '', digests: [] }));
  await expect(upper.compareRanges(name, many)).rejects.toMatchObject({ code: 'OPERATION_TOO_LARGE' });
  await expect(upper.compareRanges(name, [{ path: 'zz', digests: [] }])).rejects.toMatchObject({
    code: 'OPERATION_INVALID',
  });
});

test('whom the upper side names is opened for that municipality and position only', () => {
  const position = 'AAAAAAAAAAAAAAAAAAAAAA';
  const subject = seal.sealSubject(refOf(1), municipality, position);
  expect(Buffer.from(seal.openSubject(subject, municipality, position))).toEqual(refOf(1));
  expect(() => seal.openSubject(subject, '272051', position)).toThrow(expect.objectContaining({ code: 'KEY_UNKNOWN' }));
});
