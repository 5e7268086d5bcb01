import type { Pool, PoolClient } from 'pg';
import type { ComparedRecord } from '../compared-record.ts';
import type { BucketLeaves, LeafDigest, RangeDigests } from '../messages.ts';
import type { PersonHashes } from '../person-hashes.ts';
import { bucketLevel, bucketOf, fanOut, type NodePath, numberOf } from '../tree.ts';
import { digestText, parsePosition } from './digest-text.ts';
import { type OpenSealed, readRecords } from './read-records.ts';

/** What a digest store is made of. */
export interface DigestStoreOptions {
  /** As `juki_registry_writer`. */
  readonly pool: Pool;
  readonly hashes: PersonHashes;
  readonly open: OpenSealed;
}

/** Whom a file holds at a position. */
export interface FoundPerson {
  readonly ref: Uint8Array;
  /** `null`: the tree still has the person, the file no more. */
  readonly record: ComparedRecord | null;
}

/** The digest trees of one tier's file: one tree for each municipality. */
export interface DigestStore {
  /**
   * Takes in what has changed in the file since: up to `most` changes. `behind`: there is more, and no digest of the
   * municipality is to be used yet.
   */
  refresh(municipality: string, most?: number): Promise<'ready' | 'behind'>;
  /** Municipalities with changes that no digest knows. */
  behind(): Promise<readonly string[]>;
  /** Lets every digest of a municipality be made again from the rows: what happened past the triggers comes to light. */
  renew(municipality: string): Promise<void>;
  /** Municipalities of whom the file holds anybody. */
  municipalities(prefixes: readonly string[]): Promise<readonly string[]>;
  ranges(municipality: string, parents: readonly NodePath[]): Promise<readonly RangeDigests[]>;
  leaves(municipality: string, buckets: readonly NodePath[]): Promise<readonly BucketLeaves[]>;
  /** Reads the rows themselves, not what the tree remembers of them. */
  people(municipality: string, positions: readonly string[]): Promise<ReadonlyMap<string, FoundPerson>>;
}

/** Changes that one transaction takes in: long enough to be cheap, short enough to block nobody. */
const batch = 500;
/** Stale buckets that one statement computes again. */
const bucketsAtOnce = 4_096;

/** Makes the store over the tables of the migration `consistency`. */
export function createDigestStore({ pool, hashes, open }: DigestStoreOptions): DigestStore {
  return {
    async refresh(municipality, most = 5_000) {
      if (!(await hasChanges(municipality))) return 'ready';
      for (let taken = 0; taken < most; taken += batch) {
        const left = await inTransaction(pool, municipality, (client) => takeChanges(client, municipality));
        if (!left) {
          while (await inTransaction(pool, municipality, (client) => computeStale(client, municipality)));
          return 'ready';
        }
      }
      return 'behind';
    },
    async behind() {
      // Not DISTINCT: the queue may hold a whole population, and one step of the index finds the next municipality.
      const { rows } = await pool.query<{ code: string }>(`
        WITH RECURSIVE next (code) AS (
          SELECT min(municipality_code) FROM consistency_change
          UNION ALL
          SELECT (SELECT min(municipality_code) FROM consistency_change WHERE municipality_code > next.code)
          FROM next WHERE next.code IS NOT NULL
        ) SELECT code FROM next WHERE code IS NOT NULL
        UNION SELECT DISTINCT municipality_code FROM consistency_stale`);
      return rows.map(({ code }) => code);
    },
    async renew(municipality) {
      // In sixteen parts, each within the time that a statement has; to repeat one does no harm.
      for (let part = 0; part < fanOut; part += 1) {
        await pool.query(
          `INSERT INTO consistency_change (municipality_code, ref)
           SELECT municipality_code, ref FROM identity_record
           WHERE municipality_code = $1 AND ref >= $2 AND ($3::bytea IS NULL OR ref < $3)
           UNION SELECT municipality_code, ref FROM consistency_leaf
           WHERE municipality_code = $1 AND bucket BETWEEN $4 AND $5`,
          [
            municipality,
            Buffer.from([part << 4]),
            part + 1 < fanOut ? Buffer.from([(part + 1) << 4]) : null,
            part * bucketsAtOnce,
            (part + 1) * bucketsAtOnce - 1,
          ],
        );
      }
    },
    async municipalities(prefixes) {
      const { rows } = await pool.query<{ code: string }>(
        'SELECT municipality_code AS code FROM consistency_node WHERE level = 0 AND left(municipality_code, 2) = ANY ($1) ORDER BY 1',
        [prefixes],
      );
      return rows.map(({ code }) => code);
    },
    async ranges(municipality, parents) {
      const known = await Promise.all(
        Array.from({ length: bucketLevel }, (_, level) => {
          const numbers = parents.filter((path) => path.length === level).map(numberOf);
          return childDigests(pool, municipality, level, numbers);
        }),
      );
      return parents.map((path) => ({
        path,
        digests: Array.from(
          { length: fanOut },
          (_, index) => known[path.length]?.get(numberOf(path) * fanOut + index) ?? null,
        ),
      }));
    },
    async leaves(municipality, buckets) {
      const { rows } = await pool.query<{ bucket: number; position: Buffer; digest: Buffer }>({
        name: 'consistency-leaves',
        text: `SELECT bucket, position, digest FROM consistency_leaf
               WHERE municipality_code = $1 AND bucket = ANY ($2) ORDER BY bucket, position`,
        values: [municipality, buckets.map(numberOf)],
      });
      const empty = (path: NodePath): { path: NodePath; leaves: LeafDigest[] } => ({ path, leaves: [] });
      const found = new Map(buckets.map((path) => [numberOf(path), empty(path)]));
      for (const { bucket, position, digest } of rows) {
        found.get(bucket)?.leaves.push({ position: digestText(position), digest: digestText(digest) });
      }
      return [...found.values()];
    },
    async people(municipality, positions) {
      const wanted = positions.map(parsePosition);
      const { rows } = await pool.query<{ position: Buffer; ref: Buffer }>({
        name: 'consistency-positions',
        text: `SELECT position, ref FROM consistency_leaf
               WHERE municipality_code = $1 AND bucket = ANY ($2) AND position = ANY ($3)`,
        values: [municipality, wanted.map(bucketOf), wanted],
      });
      const records = await readRecords(
        pool,
        open,
        municipality,
        rows.map(({ ref }) => ref),
      );
      return new Map(
        rows.map(({ position, ref }) => [
          digestText(position),
          { ref, record: records.get(ref.toString('hex')) ?? null },
        ]),
      );
    },
  };

  /** Cheap, and asked at each message. What another process is just taking in still stands in one of the tables. */
  async function hasChanges(municipality: string): Promise<boolean> {
    const { rows } = await pool.query<{ found: boolean }>({
      name: 'consistency-has-changes',
      text: `SELECT EXISTS (SELECT FROM consistency_change WHERE municipality_code = $1)
               OR EXISTS (SELECT FROM consistency_stale WHERE municipality_code = $1) AS found`,
      values: [municipality],
    });
    return rows[0]?.found ?? true;
  }

  /** Whether there may be more. Rows of transactions that commit later are seen later: each writer adds a row of its own. */
  async function takeChanges(client: PoolClient, municipality: string): Promise<boolean> {
    const { rows } = await client.query<{ ref: Buffer }>({
      name: 'consistency-take',
      text: `DELETE FROM consistency_change WHERE municipality_code = $1 AND change_id IN (
               SELECT change_id FROM consistency_change WHERE municipality_code = $1 ORDER BY change_id LIMIT ${batch})
             RETURNING ref`,
      values: [municipality],
    });
    if (rows.length === 0) return false;
    const refs = [...new Map(rows.map(({ ref }) => [ref.toString('hex'), ref])).values()];
    const records = await readRecords(client, open, municipality, refs);
    const people = refs.map((ref) => {
      const position = Buffer.from(hashes.positionOf(municipality, ref));
      const record = records.get(ref.toString('hex'));
      const digest = record && Buffer.from(hashes.digestOf(municipality, position, record));
      return { ref, position, bucket: bucketOf(position), digest };
    });
    const held = people.flatMap(({ digest, ...person }) => (digest ? [{ ...person, digest }] : []));
    await putLeaves(client, municipality, held);
    await dropLeaves(
      client,
      municipality,
      people.filter(({ digest }) => digest === undefined),
    );
    return rows.length === batch;
  }
}

interface LeafRow {
  readonly bucket: number;
  readonly position: Buffer;
  readonly ref: Buffer;
  readonly digest: Buffer;
}

async function putLeaves(client: PoolClient, municipality: string, people: readonly LeafRow[]): Promise<void> {
  if (people.length === 0) return;
  await client.query({
    name: 'consistency-put',
    text: `WITH put AS (
             INSERT INTO consistency_leaf AS leaf (municipality_code, bucket, position, ref, digest)
             SELECT $1, * FROM unnest($2::int[], $3::bytea[], $4::bytea[], $5::bytea[])
             ON CONFLICT (municipality_code, bucket, position) DO UPDATE SET digest = EXCLUDED.digest
             WHERE leaf.digest <> EXCLUDED.digest
             RETURNING bucket)
           INSERT INTO consistency_stale (municipality_code, bucket)
           SELECT DISTINCT $1, bucket FROM put ON CONFLICT DO NOTHING`,
    values: [
      municipality,
      people.map(({ bucket }) => bucket),
      people.map(({ position }) => position),
      people.map(({ ref }) => ref),
      people.map(({ digest }) => digest),
    ],
  });
}

async function dropLeaves(
  client: PoolClient,
  municipality: string,
  people: readonly Pick<LeafRow, 'bucket' | 'position'>[],
): Promise<void> {
  if (people.length === 0) return;
  await client.query({
    name: 'consistency-drop',
    text: `WITH dropped AS (
             DELETE FROM consistency_leaf WHERE municipality_code = $1 AND bucket = ANY ($2) AND position = ANY ($3)
             RETURNING bucket)
           INSERT INTO consistency_stale (municipality_code, bucket)
           SELECT DISTINCT $1, bucket FROM dropped ON CONFLICT DO NOTHING`,
    values: [municipality, people.map(({ bucket }) => bucket), people.map(({ position }) => position)],
  });
}

/** Computes stale buckets and what stands above them, and says whether there were any. */
async function computeStale(client: PoolClient, municipality: string): Promise<boolean> {
  const { rows } = await client.query<{ bucket: number }>({
    name: 'consistency-stale',
    text: `DELETE FROM consistency_stale WHERE municipality_code = $1 AND bucket IN (
             SELECT bucket FROM consistency_stale WHERE municipality_code = $1 ORDER BY bucket LIMIT ${bucketsAtOnce})
           RETURNING bucket`,
    values: [municipality],
  });
  if (rows.length === 0) return false;
  // Thousands of buckets at once are worth a plan that sees them; the pool plans for a few.
  await client.query('SET LOCAL plan_cache_mode = force_custom_plan');
  let numbers = rows.map(({ bucket }) => bucket);
  for (let level = bucketLevel; level >= 0; level -= 1) {
    await client.query({
      name: 'consistency-forget-nodes',
      text: 'DELETE FROM consistency_node WHERE municipality_code = $1 AND level = $2 AND number = ANY ($3)',
      values: [municipality, level, numbers],
    });
    await client.query({
      name: level === bucketLevel ? 'consistency-buckets' : 'consistency-nodes',
      text: level === bucketLevel ? bucketDigests : nodeDigests,
      values: [municipality, level, level === bucketLevel ? numbers : childrenOf(numbers)],
    });
    numbers = [...new Set(numbers.map((number) => Math.floor(number / fanOut)))];
  }
  return true;
}

/** `bucketDigest` of `tree.ts`, in SQL: the leaves stay where they are. */
const bucketDigests = `
  INSERT INTO consistency_node (municipality_code, level, number, people, digest)
  SELECT $1, $2, bucket, count(*), sha256('\\x04'::bytea || string_agg(position || digest, ''::bytea ORDER BY position))
  FROM consistency_leaf WHERE municipality_code = $1 AND bucket = ANY ($3::int[]) GROUP BY bucket`;

/** `nodeDigest` of `tree.ts`, in SQL. Children are named one by one: over ranges the planner would read the whole level. */
const nodeDigests = `
  INSERT INTO consistency_node (municipality_code, level, number, people, digest)
  SELECT $1, $2, number >> 4, sum(people),
    sha256(substring(int2send($2::int2) FROM 2) || string_agg(int2send((number & 15)::int2) || digest, ''::bytea ORDER BY number))
  FROM consistency_node
  WHERE municipality_code = $1 AND level = $2::int2 + 1 AND number = ANY ($3::int[])
  GROUP BY number >> 4`;

function childrenOf(numbers: readonly number[]): readonly number[] {
  return numbers.flatMap((number) => Array.from({ length: fanOut }, (_, index) => number * fanOut + index));
}

async function childDigests(
  pool: Pool,
  municipality: string,
  level: number,
  parents: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (parents.length === 0) return new Map();
  const { rows } = await pool.query<{ number: number; digest: Buffer }>({
    name: 'consistency-children',
    text: 'SELECT number, digest FROM consistency_node WHERE municipality_code = $1 AND level = $2 AND number = ANY ($3)',
    values: [municipality, level + 1, childrenOf(parents)],
  });
  return new Map(rows.map(({ number, digest }) => [number, digestText(digest)]));
}

/** One transaction at a time for each municipality, in all processes: a digest is never of two states. */
async function inTransaction<T>(pool: Pool, municipality: string, act: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query("SELECT pg_advisory_xact_lock(hashtextextended('consistency ' || $1, 0))", [municipality]);
    const result = await act(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (fault) {
    // A connection that failed in the middle is not used again; the server rolls back.
    client.release(true);
    throw fault;
  }
}
