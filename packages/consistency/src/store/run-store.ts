import { invariant } from '@juki/errors';
import type { Pool, PoolClient } from 'pg';
import type { ComparedItem } from '../compared-record.ts';
import type { FindingKind } from '../messages.ts';
import type { Finding, SegmentResult } from '../run-segment.ts';
import { type CheckScope, segmentCount } from '../scope.ts';
import { numberOf, rangeCount } from '../tree.ts';
import { parsePosition } from './digest-text.ts';

/** A run of the check as it is asked for. */
export interface RunOrder {
  readonly municipality: string;
  /** UUID version 7. */
  readonly id: string;
  /** Brought by the caller: the same key is the same run. */
  readonly key: string;
  readonly scope: CheckScope;
  /** Makes all digests again first, on both sides. */
  readonly afresh: boolean;
  /** Operator or machine. */
  readonly startedBy: string;
  /** The prefecture's request that it follows. */
  readonly request: string | null;
  readonly startedAt: Date;
}

/** A run as it stands. */
export interface Run extends RunOrder {
  /** When the upper side was told of it. */
  readonly openedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly segmentsDone: number;
  readonly missing: number;
  readonly extra: number;
  readonly different: number;
  readonly underWay: number;
  readonly nodesCompared: number;
  readonly peopleCompared: number;
  readonly recordsSent: number;
  readonly messages: number;
  readonly bytes: number;
}

/** A difference on the list of a run. */
export interface ListedFinding {
  readonly municipality: string;
  readonly run: string;
  readonly ref: Uint8Array;
  readonly kind: FindingKind;
  readonly items: readonly ComparedItem[];
  readonly refused: boolean;
  readonly foundAt: Date;
  /** The later run that found it gone, or again. */
  readonly endedBy: string | null;
  readonly endedAs: 'REPAIRED' | 'FOUND_AGAIN' | null;
  readonly endedAt: Date | null;
}

/** What one segment adds to a run. */
export interface SegmentDone {
  readonly run: Run;
  readonly segment: number;
  readonly result: Omit<SegmentResult, 'findings'> & {
    readonly findings: readonly (Finding & { readonly ref: Uint8Array })[];
  };
  readonly line: { readonly messages: number; readonly bytes: number };
  /** The ranges (level 3) at which the segment looked; `null`: all of it. */
  readonly ranges: readonly string[] | null;
  readonly now: Date;
}

/** The runs of one tier against the file above it. Every method is one transaction. */
export interface RunStore {
  /** Enters a run, or finds the one that the key has already. */
  start(order: RunOrder): Promise<Run>;
  /** The oldest run that is not finished, of these municipalities. */
  next(prefixes: readonly string[]): Promise<Run | null>;
  opened(run: Run, now: Date): Promise<void>;
  segmentDone(done: SegmentDone): Promise<Run>;
  finished(run: Run, now: Date): Promise<void>;
  run(municipality: string, id: string): Promise<Run | null>;
  /** Newest first. */
  runs(municipality: string, first: number): Promise<readonly Run[]>;
  findings(
    municipality: string,
    id: string,
    page: { readonly first: number; readonly after: number },
  ): Promise<readonly ListedFinding[]>;
  /** Differences that no later run has found gone. */
  open(
    municipality: string,
    page: { readonly first: number; readonly after: number },
  ): Promise<readonly ListedFinding[]>;
}

const runColumns = `municipality_code AS municipality, run_id AS id, key, scope, range_from, range_to, sample_ranges, afresh,
  started_by, request_id, started_at, opened_at, finished_at, segments_done, missing, extra, different, under_way,
  nodes_compared, people_compared, records_sent, messages, bytes`;

const findingColumns = `municipality_code AS municipality, run_id AS run, ref, kind, items, refused, found_at AS "foundAt",
  ended_by AS "endedBy", ended_as AS "endedAs", ended_at AS "endedAt"`;

/** Makes the store over the tables of the migration `consistency`. */
export function createRunStore(pool: Pool): RunStore {
  return {
    async start(order) {
      const { scope } = order;
      const [from, to] = scope.kind === 'RANGE' ? [scope.from, scope.to] : [0, rangeCount - 1];
      await pool.query(
        `INSERT INTO consistency_run (municipality_code, run_id, key, scope, range_from, range_to, sample_ranges, afresh, started_by, request_id, started_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (municipality_code, key) DO NOTHING`,
        [
          order.municipality,
          order.id,
          order.key,
          scope.kind,
          from,
          to,
          scope.kind === 'SAMPLE' ? scope.ranges : null,
          order.afresh,
          order.startedBy,
          order.request,
          order.startedAt,
        ],
      );
      return only(await runsWhere('municipality_code = $1 AND key = $2', [order.municipality, order.key]));
    },
    async next(prefixes) {
      const [run] = await runsWhere(
        'finished_at IS NULL AND municipality_code LIKE ANY ($1) ORDER BY started_at, run_id LIMIT 1',
        [prefixes.map((prefix) => `${prefix}%`)],
      );
      return run ?? null;
    },
    async opened({ municipality, id }, now) {
      await pool.query(
        'UPDATE consistency_run SET opened_at = $3 WHERE municipality_code = $1 AND run_id = $2 AND opened_at IS NULL',
        [municipality, id, now],
      );
    },
    segmentDone: (done) => inTransaction(pool, (client) => enterSegment(client, done)),
    async finished({ municipality, id }, now) {
      await pool.query(
        'UPDATE consistency_run SET finished_at = $3 WHERE municipality_code = $1 AND run_id = $2 AND finished_at IS NULL',
        [municipality, id, now],
      );
    },
    async run(municipality, id) {
      const [run] = await runsWhere('municipality_code = $1 AND run_id = $2', [municipality, id]);
      return run ?? null;
    },
    runs: (municipality, first) =>
      runsWhere('municipality_code = $1 ORDER BY started_at DESC, run_id DESC LIMIT $2', [municipality, first]),
    findings: (municipality, id, { first, after }) =>
      findingsWhere('municipality_code = $1 AND run_id = $2 ORDER BY position LIMIT $3 OFFSET $4', [
        municipality,
        id,
        first,
        after,
      ]),
    open: (municipality, { first, after }) =>
      findingsWhere('municipality_code = $1 AND ended_by IS NULL ORDER BY position LIMIT $2 OFFSET $3', [
        municipality,
        first,
        after,
      ]),
  };

  async function runsWhere(condition: string, values: readonly unknown[]): Promise<readonly Run[]> {
    const { rows } = await pool.query<RunRow>(`SELECT ${runColumns} FROM consistency_run WHERE ${condition}`, [
      ...values,
    ]);
    return rows.map(runOf);
  }

  async function findingsWhere(condition: string, values: readonly unknown[]): Promise<readonly ListedFinding[]> {
    const { rows } = await pool.query<ListedFinding>(
      `SELECT ${findingColumns} FROM consistency_finding WHERE ${condition}`,
      [...values],
    );
    return rows;
  }
}

/**
 * Findings, counts and progress in one transaction, so that a run that was broken off resumes with what it had. A segment that is
 * done already changes nothing.
 */
async function enterSegment(client: PoolClient, done: SegmentDone): Promise<Run> {
  const { run, segment, result, line, ranges, now } = done;
  const count = (kind: FindingKind) => result.findings.filter((finding) => finding.kind === kind).length;
  const { rows } = await client.query<RunRow>(
    `UPDATE consistency_run SET segments_done = $3 + 1, missing = missing + $4, extra = extra + $5, different = different + $6,
       under_way = under_way + $7, nodes_compared = nodes_compared + $8, people_compared = people_compared + $9,
       records_sent = records_sent + $10, messages = messages + $11, bytes = bytes + $12
     WHERE municipality_code = $1 AND run_id = $2 AND segments_done = $3 RETURNING ${runColumns}`,
    [
      run.municipality,
      run.id,
      segment,
      count('MISSING'),
      count('EXTRA'),
      count('DIFFERENT'),
      result.underWay.length,
      result.nodes,
      result.leaves,
      result.records,
      line.messages,
      line.bytes,
    ],
  );
  const [row] = rows;
  if (!row) return run;
  const found = result.findings.map(({ position }) => parsePosition(position));
  await client.query(
    `UPDATE consistency_finding SET ended_by = $2, ended_at = $3,
       ended_as = CASE WHEN position = ANY ($4) THEN 'FOUND_AGAIN' ELSE 'REPAIRED' END
     WHERE municipality_code = $1 AND ended_by IS NULL AND run_id <> $2
       AND position >= $5 AND ($6::bytea IS NULL OR position < $6) AND NOT position = ANY ($7)
       AND ($8::int[] IS NULL OR ((get_byte(position, 0) << 4) | (get_byte(position, 1) >> 4)) = ANY ($8))`,
    [
      run.municipality,
      run.id,
      now,
      found,
      Buffer.from([segment << 4]),
      segment + 1 < segmentCount ? Buffer.from([(segment + 1) << 4]) : null,
      result.underWay.map(parsePosition),
      ranges?.map(numberOf) ?? null,
    ],
  );
  await client.query(
    `INSERT INTO consistency_finding (municipality_code, run_id, position, ref, kind, items, refused, found_at)
     SELECT $1, $2, position, ref, kind, string_to_array(items, ' '), refused, $3
     FROM unnest($4::bytea[], $5::bytea[], $6::text[], $7::text[], $8::boolean[]) AS found (position, ref, kind, items, refused)`,
    [
      run.municipality,
      run.id,
      now,
      found,
      result.findings.map(({ ref }) => Buffer.from(ref)),
      result.findings.map(({ kind }) => kind),
      result.findings.map(({ items }) => items.join(' ')),
      result.findings.map(({ refused }) => refused),
    ],
  );
  return runOf(row);
}

interface RunRow {
  readonly municipality: string;
  readonly id: string;
  readonly key: string;
  readonly scope: CheckScope['kind'];
  readonly range_from: number;
  readonly range_to: number;
  readonly sample_ranges: number | null;
  readonly afresh: boolean;
  readonly started_by: string;
  readonly request_id: string | null;
  readonly started_at: Date;
  readonly opened_at: Date | null;
  readonly finished_at: Date | null;
  readonly segments_done: number;
  readonly missing: number;
  readonly extra: number;
  readonly different: number;
  readonly under_way: number;
  readonly nodes_compared: number;
  readonly people_compared: number;
  readonly records_sent: number;
  readonly messages: number;
  readonly bytes: string;
}

function runOf(row: RunRow): Run {
  return {
    municipality: row.municipality,
    id: row.id,
    key: row.key,
    scope: scopeOf(row),
    afresh: row.afresh,
    startedBy: row.started_by,
    request: row.request_id,
    startedAt: row.started_at,
    openedAt: row.opened_at,
    finishedAt: row.finished_at,
    segmentsDone: row.segments_done,
    missing: row.missing,
    extra: row.extra,
    different: row.different,
    underWay: row.under_way,
    nodesCompared: row.nodes_compared,
    peopleCompared: row.people_compared,
    recordsSent: row.records_sent,
    messages: row.messages,
    bytes: Number(row.bytes),
  };
}

function scopeOf({ scope, range_from: from, range_to: to, sample_ranges: ranges, id }: RunRow): CheckScope {
  if (scope === 'RANGE') return { kind: scope, from, to };
  // The run's own id is the seed: random, and known only once the run is entered.
  if (scope === 'SAMPLE') return { kind: scope, ranges: ranges ?? 1, seed: id };
  return { kind: scope };
}

function only<T>(rows: readonly T[]): T {
  const [row] = rows;
  invariant(row !== undefined, 'a run that was entered is there');
  return row;
}

async function inTransaction<T>(pool: Pool, act: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await act(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (fault) {
    client.release(true);
    throw fault;
  }
}
