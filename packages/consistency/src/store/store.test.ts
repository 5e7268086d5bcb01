import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createPool, migrate } from '@juki/database';
import { temporaryPostgres } from '@juki/database/testing';
import type { Pool } from 'pg';
import { sha256, testHashes } from '../testing/memory-sides.ts';
import { bucketDigest, bucketLevel, bucketOf, nodeDigest, pathOf } from '../tree.ts';
import { createComparisonStore } from './comparison-store.ts';
import { createDigestStore, type DigestStore } from './digest-store.ts';
import { createRequestStore } from './request-store.ts';
import { createRunStore, type RunStore } from './run-store.ts';

const municipality = '272035';
let server: Awaited<ReturnType<typeof temporaryPostgres>>;
let pool: Pool;
let writer: Pool;
let digests: DigestStore;
let runs: RunStore;

beforeAll(async () => {
  server = await temporaryPostgres({ databases: ['prefectural'], durable: false });
  await migrate(server.url('prefectural'), 'prisma/prefectural/migrations');
  pool = createPool(server.url('prefectural'), { max: 3 });
  // As the tiers do: with what the migrations grant, and no more.
  writer = createPool(server.url('prefectural'), { max: 3 });
  writer.on('connect', (client) => void client.query('SET ROLE juki_registry_writer'));
  await pool.query("INSERT INTO body (code, name, prefecture_code) VALUES ('270008', '大阪府', '27')");
  const open = (_column: string, _ref: Uint8Array, sealed: Uint8Array) => Buffer.from(sealed).toString('utf8');
  digests = createDigestStore({ pool: writer, hashes: testHashes, open });
  runs = createRunStore(writer);
}, 60_000);
afterAll(async () => {
  await Promise.all([pool.end(), writer.end()]);
  await server.stop();
});
beforeEach(async () => {
  await pool.query(
    'TRUNCATE identity_record, consistency_change, consistency_leaf, consistency_node, consistency_stale, consistency_run, consistency_finding, consistency_comparison, consistency_request',
  );
});

const refOf = (number: number) => createHash('md5').update(String(number)).digest();

/** People 1 to n, each with one row. */
async function enter(from: number, to: number, code = municipality): Promise<void> {
  const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  await pool.query(
    `INSERT INTO identity_record (municipality_code, prefecture_code, record_id, ref, revision, name, birth_date, sex, address,
       individual_number_sealed, resident_code_sealed, change_kind, change_reason, change_date)
     SELECT $1, '27', gen_random_uuid(), ref, 1, '豊中 ' || number, '1980-01-01', 'MALE', '大阪府豊中市', convert_to(number::text, 'UTF8'),
       convert_to('c' || number, 'UTF8'), 'ENTRY', 'BIRTH', '2020-01-01' FROM unnest($2::int[], $3::bytea[]) AS row (number, ref)`,
    [code, numbers, numbers.map(refOf)],
  );
}

const everyBucket = Array.from({ length: 16 ** 4 }, (_, number) => pathOf(bucketLevel, number));

describe('the digest tree in the database', () => {
  test('is the tree of the definition', async () => {
    await enter(1, 60);
    expect(await digests.behind()).toEqual([municipality]);
    expect(await digests.refresh(municipality)).toBe('ready');
    expect(await digests.behind()).toEqual([]);
    const { rows } = await pool.query<{ position: Buffer; digest: Buffer; ref: Buffer }>(
      'SELECT * FROM consistency_leaf',
    );
    expect(rows).toHaveLength(60);
    for (const { ref, position } of rows)
      expect(position).toEqual(Buffer.from(testHashes.positionOf(municipality, ref)));
    const digestAt = (path: string): Uint8Array | null => {
      const below = rows.filter(({ position }) => pathOf(bucketLevel, bucketOf(position)).startsWith(path));
      if (below.length === 0) return null;
      if (path.length === bucketLevel) return bucketDigest(below, sha256);
      const children = Array.from({ length: 16 }, (_, index) => ({ index, digest: digestAt(path + pathOf(1, index)) }));
      return nodeDigest(
        path.length,
        children.flatMap(({ index, digest }) => (digest ? [{ index, digest }] : [])),
        sha256,
      );
    };
    const nodes = await pool.query<{ level: number; number: number; digest: Buffer; people: number }>(
      'SELECT * FROM consistency_node',
    );
    for (const { level, number, digest } of nodes.rows) {
      expect(digest).toEqual(Buffer.from(digestAt(pathOf(level, number)) ?? []));
    }
    expect(nodes.rows.find(({ level }) => level === 0)?.people).toBe(60);
    const [root] = await digests.ranges(municipality, ['']);
    expect(root?.digests.filter((digest) => digest !== null).length).toBeGreaterThan(10);
    expect((await digests.leaves(municipality, everyBucket)).flatMap(({ leaves }) => leaves)).toHaveLength(60);
  });

  test.each([
    ['an entry', () => enter(31, 31)],
    ['a correction', () => pool.query("UPDATE identity_record SET address = 'x' WHERE ref = $1", [refOf(3)])],
    ['a removal', () => pool.query('DELETE FROM identity_record WHERE ref = $1', [refOf(3)])],
    [
      'a sealed number',
      () => pool.query("UPDATE identity_record SET individual_number_sealed = 'x' WHERE ref = $1", [refOf(3)]),
    ],
  ])('follows %s, and touches one path only', async (_what, change) => {
    await enter(1, 30);
    await digests.refresh(municipality);
    const nodes = async () =>
      new Map(
        (
          await pool.query<{ key: string; digest: string }>(
            "SELECT level || ' ' || number AS key, encode(digest, 'hex') AS digest FROM consistency_node",
          )
        ).rows.map(({ key, digest }) => [key, digest]),
      );
    const before = await nodes();
    await change();
    await digests.refresh(municipality);
    const after = await nodes();
    const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
      (key) => before.get(key) !== after.get(key),
    );
    const levels = changed.map((key) => key.slice(0, 1)).sort();
    expect(levels.filter((level) => level === '0')).toHaveLength(1);
    expect(levels).toHaveLength(5);
  });

  test('looks at the last row of a person in the municipality, superseded by another one or not', async () => {
    await enter(1, 1);
    const position = Buffer.from(testHashes.positionOf(municipality, refOf(1))).toString('base64url');
    await digests.refresh(municipality);
    const before = await digests.leaves(municipality, everyBucket);
    await pool.query("UPDATE identity_record SET superseded_on = '2026-01-01'");
    await digests.refresh(municipality);
    expect(await digests.leaves(municipality, everyBucket)).toEqual(before);
    const person = (await digests.people(municipality, [position])).get(position);
    expect(person?.record).toMatchObject({
      name: '豊中 1',
      individualNumber: '1',
      residentCode: 'c1',
      birthDate: '1980-01-01',
    });
  });

  test('says that it is behind, and takes the rest in later', async () => {
    await enter(1, 1_200);
    expect(await digests.refresh(municipality, 1_000)).toBe('behind');
    expect(await digests.refresh(municipality, 1_000)).toBe('ready');
  });

  test('loses no change that commits while others are taken in', async () => {
    await enter(1, 5);
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query("UPDATE identity_record SET address = 'late' WHERE ref = $1", [refOf(2)]);
    await digests.refresh(municipality);
    const before = await digests.ranges(municipality, ['']);
    await client.query('COMMIT');
    client.release();
    await digests.refresh(municipality);
    expect(await digests.ranges(municipality, [''])).not.toEqual(before);
  });

  test('that somebody went past is found out when it is made afresh', async () => {
    await enter(1, 5);
    await digests.refresh(municipality);
    const before = await digests.ranges(municipality, ['']);
    const client = await pool.connect();
    await client.query('SET session_replication_role = replica');
    await client.query("UPDATE identity_record SET address = 'past the triggers' WHERE ref = $1", [refOf(2)]);
    await client.query('DELETE FROM identity_record WHERE ref = $1', [refOf(3)]);
    await client.query('SET session_replication_role = DEFAULT');
    client.release();
    await digests.refresh(municipality);
    expect(await digests.ranges(municipality, [''])).toEqual(before);
    await digests.renew(municipality);
    await digests.refresh(municipality);
    expect(await digests.ranges(municipality, [''])).not.toEqual(before);
    expect((await digests.leaves(municipality, everyBucket)).flatMap(({ leaves }) => leaves)).toHaveLength(4);
  });

  test('is one for each municipality', async () => {
    await enter(1, 5);
    await enter(1, 5, '272051');
    await Promise.all([digests.refresh(municipality), digests.refresh('272051')]);
    expect(await digests.municipalities(['27'])).toEqual([municipality, '272051']);
    expect(await digests.municipalities(['40'])).toEqual([]);
    expect(await digests.ranges(municipality, [''])).not.toEqual(await digests.ranges('272051', ['']));
  });

  test('takes no position that is none', async () => {
    await expect(digests.people(municipality, ['AAAA'])).rejects.toMatchObject({ code: 'OPERATION_INVALID' });
  });
});

describe('the runs', () => {
  const now = new Date('2026-11-21T01:00:00Z');
  const order = (id: number, key: string) => ({
    municipality,
    id: `00000000-0000-7000-8000-00000000000${id}`,
    key,
    scope: { kind: 'WHOLE' } as const,
    afresh: false,
    startedBy: 'toyonaka-clerk',
    request: null,
    startedAt: new Date(now.getTime() + id),
  });
  const position = (first: number, second = 0) =>
    Buffer.from([first, second, ...new Array<number>(14).fill(1)]).toString('base64url');
  const empty = { findings: [], underWay: [], nodes: 0, leaves: 0, records: 0 };
  const found = (at: string) =>
    ({ position: at, kind: 'MISSING', items: [], subject: null, refused: false, ref: refOf(1) }) as const;
  const done = (run: Awaited<ReturnType<RunStore['start']>>, segment: number, result: object = {}) =>
    runs.segmentDone({
      run,
      segment,
      result: { ...empty, ...result },
      line: { messages: 1, bytes: 10 },
      ranges: null,
      now,
    });

  test('the same key is the same run', async () => {
    const first = await runs.start(order(1, 'a'));
    expect((await runs.start(order(2, 'a'))).id).toBe(first.id);
    expect((await runs.start(order(3, 'b'))).id).not.toBe(first.id);
    expect((await runs.next(['272035']))?.id).toBe(first.id);
    await runs.finished(first, now);
    expect((await runs.next(['27']))?.id).not.toBe(first.id);
    expect(await runs.next(['40'])).toBeNull();
    expect((await runs.runs(municipality, 10)).map(({ key }) => key)).toEqual(['b', 'a']);
  });

  test('a segment counts once, however often it is entered', async () => {
    const run = await runs.start(order(1, 'a'));
    await done(run, 0, { findings: [found(position(1))], nodes: 16 });
    await done(run, 0, { findings: [found(position(2))], nodes: 16 });
    expect(await runs.run(municipality, run.id)).toMatchObject({
      segmentsDone: 1,
      missing: 1,
      nodesCompared: 16,
      messages: 1,
    });
    expect(await runs.findings(municipality, run.id, { first: 10, after: 0 })).toHaveLength(1);
  });

  test('what a later run finds no more was repaired, what it finds again goes on, what is on its way stays open', async () => {
    const first = await runs.start(order(1, 'a'));
    const [gone, again, moving] = [position(1), position(2), position(3)];
    await done(first, 0, { findings: [gone, again, moving].map(found) });
    const second = await runs.start(order(2, 'b'));
    await done(second, 0, { findings: [found(again)], underWay: [moving] });
    const listed = await runs.findings(municipality, first.id, { first: 10, after: 0 });
    expect(listed.map(({ endedAs }) => endedAs)).toEqual(['REPAIRED', 'FOUND_AGAIN', null]);
    expect(listed[0]?.endedBy).toBe(second.id);
    expect((await runs.open(municipality, { first: 10, after: 0 })).map(({ run }) => run)).toEqual([
      second.id,
      first.id,
    ]);
  });

  test('a run of a part says nothing about the rest', async () => {
    const first = await runs.start(order(1, 'a'));
    await done(first, 0, { findings: [position(1, 0x20), position(1, 0x30)].map(found) });
    const part = await runs.start({ ...order(2, 'b'), scope: { kind: 'RANGE', from: 0x012, to: 0x012 } });
    expect(part.scope).toEqual({ kind: 'RANGE', from: 0x012, to: 0x012 });
    await runs.segmentDone({
      run: part,
      segment: 0,
      result: empty,
      line: { messages: 0, bytes: 0 },
      ranges: ['012'],
      now,
    });
    const listed = await runs.findings(municipality, first.id, { first: 10, after: 0 });
    expect(listed.map(({ endedAs }) => endedAs)).toEqual(['REPAIRED', null]);
  });

  test('a sample keeps its seed', async () => {
    const run = await runs.start({ ...order(1, 'a'), scope: { kind: 'SAMPLE', ranges: 7, seed: '' } });
    expect(run.scope).toEqual({ kind: 'SAMPLE', ranges: 7, seed: run.id });
  });

  test('history is not rewritten: what a run found can be ended, never altered or deleted', async () => {
    const run = await runs.start(order(1, 'a'));
    await done(run, 0, { findings: [found(position(1))] });
    await expect(writer.query("UPDATE consistency_finding SET kind = 'EXTRA'")).rejects.toMatchObject({
      code: '42501',
    });
    await expect(writer.query('DELETE FROM consistency_finding')).rejects.toMatchObject({ code: '42501' });
    await expect(writer.query('DELETE FROM consistency_run')).rejects.toMatchObject({ code: '42501' });
  });
});

describe('what the upper tier keeps', () => {
  const now = new Date('2026-11-21T01:00:00Z');
  const run = '00000000-0000-7000-8000-000000000001';
  const counts = { missing: 1, extra: 2, different: 3, underWay: 4 };

  test('a comparison is opened once and closed once', async () => {
    const book = createComparisonStore(writer);
    const opening = { municipality, run, openedBy: 'cs-272035', scope: 'WHOLE', afresh: false, openedAt: now } as const;
    expect([await book.open(opening), await book.open(opening)]).toEqual([true, false]);
    expect(await book.close(municipality, run, counts, now)).toMatchObject({ ...counts, closedAt: now });
    expect(await book.close(municipality, run, { ...counts, missing: 9 }, now)).toMatchObject(counts);
    expect(await book.close('272051', run, counts, now)).toBeNull();
  });

  test('a request waits in each municipality until a run follows it, and is summed up', async () => {
    const requests = createRequestStore(writer);
    const request = {
      id: '00000000-0000-7000-8000-0000000000aa',
      key: 'autumn',
      prefecture: '27',
      municipalities: [municipality, '272051'],
      afresh: false,
      requestedBy: 'osaka-register-officer',
      requestedAt: now,
    };
    const id = await requests.ask(request);
    expect(await requests.ask({ ...request, id: '00000000-0000-7000-8000-0000000000bb' })).toBe(id);
    expect(await requests.waiting(municipality)).toEqual([{ id, municipality, afresh: false }]);
    await requests.followed(municipality, id, run);
    expect(await requests.waiting(municipality)).toEqual([]);
    const book = createComparisonStore(writer);
    await book.open({ municipality, run, openedBy: 'cs-272035', scope: 'WHOLE', afresh: false, openedAt: now });
    await book.close(municipality, run, counts, now);
    expect(await requests.summary('27', id)).toMatchObject([
      { municipality, run, ...counts, closedAt: now },
      { municipality: '272051', run: null, missing: 0, closedAt: null },
    ]);
    expect(await requests.summary('40', id)).toEqual([]);
  });
});
