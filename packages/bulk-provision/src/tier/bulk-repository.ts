import type { Queryable } from '@juki/media-ledger';
import type { BulkJob, BulkProgress, BulkTally } from './bulk-job.ts';

/** A chunk that was answered before. */
export interface KnownChunk {
  readonly keysHash: Uint8Array;
}

/** What is noted of an answered chunk. */
export interface AnsweredChunk extends BulkTally {
  readonly body: string;
  readonly job: string;
  readonly chunk: number;
  readonly rows: number;
  readonly keysHash: Uint8Array;
  readonly at: number;
}

/** The tables `bulk_job` and `bulk_chunk` of a tier. */
export interface BulkRepository {
  /** Adds a job; `false` where the id is known or the same file of the agency is. */
  add(job: BulkJob, within: Queryable): Promise<boolean>;
  find(body: string, job: string): Promise<BulkJob | undefined>;
  /** The job that the same file of an agency made. */
  findByHash(file: Pick<BulkJob, 'body' | 'agency' | 'purpose' | 'sha256'>): Promise<BulkJob | undefined>;
  /** A job and, if it was answered before, one of its chunks: one query. */
  findChunk(
    at: Pick<AnsweredChunk, 'body' | 'job' | 'chunk'>,
  ): Promise<{ job: BulkJob; chunk: KnownChunk | null } | undefined>;
  /** `false` where other keys were answered as this chunk meanwhile. */
  noteChunk(chunk: AnsweredChunk): Promise<boolean>;
  finish(job: BulkJob, result: { readonly sha256: string; readonly at: number }, within: Queryable): Promise<void>;
  receive(job: BulkJob, by: { readonly operator: string; readonly at: number }, within: Queryable): Promise<void>;
  /** Destroys the key of the result. */
  erase(body: string, job: string, at: number): Promise<void>;
  /** Jobs of an agency with how far they are, newest first; one job where it is named. */
  progress(of: {
    readonly body: string;
    readonly agency: string;
    readonly job: string | null;
  }): Promise<readonly BulkProgress[]>;
}

const columns = `body, job, agency, section, operator, second_person, terminal, purpose, case_number, profile, row_count,
  chunk_rows, sha256, registered_at, expires_at, erase_by, result_key_sealed, result_sha256, finished_at, received_at,
  received_by, erased_at`;

/** Speaks to the tables in SQL: chunks are the hot path of a job. */
export function createBulkRepository(pool: Queryable): BulkRepository {
  const one = async (text: string, values: unknown[]) => {
    const [row] = (await pool.query(text, values)).rows;
    return row === undefined ? undefined : fieldsOf(row);
  };
  return {
    async add(job, within) {
      const { body, agency, section, operator, secondPerson, terminal, purpose, profile, rows, chunkRows } = job;
      const text = `INSERT INTO bulk_job (body, job, agency, section, operator, second_person, terminal, purpose,
          case_number, profile, row_count, chunk_rows, sha256, registered_at, expires_at, erase_by, result_key_sealed)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        ON CONFLICT DO NOTHING RETURNING job`;
      const added = await within.query(text, [
        ...[
          body,
          job.job,
          agency,
          section,
          operator,
          secondPerson,
          terminal,
          purpose,
          job.case,
          profile,
          rows,
          chunkRows,
        ],
        Buffer.from(job.sha256, 'hex'),
        ...[job.registeredAt, job.expiresAt, job.eraseBy].map((time) => new Date(time)),
        job.resultKeySealed,
      ]);
      return added.rows.length > 0;
    },
    async find(body, job) {
      const row = await one(`SELECT ${columns} FROM bulk_job WHERE body = $1 AND job = $2`, [body, job]);
      return row && jobOf(row);
    },
    async findByHash({ body, agency, purpose, sha256 }) {
      const text = `SELECT ${columns} FROM bulk_job WHERE body = $1 AND agency = $2 AND purpose = $3 AND sha256 = $4`;
      const row = await one(text, [body, agency, purpose, Buffer.from(sha256, 'hex')]);
      return row && jobOf(row);
    },
    async findChunk({ body, job, chunk }) {
      const text = `SELECT ${columns}, (
          SELECT keys_hash FROM bulk_chunk WHERE bulk_chunk.body = bulk_job.body AND bulk_chunk.job = bulk_job.job AND chunk = $3
        ) AS keys_hash FROM bulk_job WHERE body = $1 AND job = $2`;
      const row = await one(text, [body, job, chunk]);
      const keysHash = row?.get('keys_hash');
      return row && { job: jobOf(row), chunk: keysHash instanceof Uint8Array ? { keysHash } : null };
    },
    async noteChunk({ body, job, chunk, rows, keysHash, found, notFound, keyInvalid, notSent, at }) {
      const text = `INSERT INTO bulk_chunk (body, job, chunk, row_count, keys_hash, found, not_found, key_invalid, not_sent,
          answers, first_answered_at, last_answered_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10, $10)
        ON CONFLICT (body, job, chunk)
        DO UPDATE SET answers = bulk_chunk.answers + 1, last_answered_at = excluded.last_answered_at
          WHERE bulk_chunk.keys_hash = excluded.keys_hash
        RETURNING chunk`;
      const values = [body, job, chunk, rows, keysHash, found, notFound, keyInvalid, notSent, new Date(at)];
      return (await pool.query(text, values)).rows.length > 0;
    },
    async finish({ body, job }, { sha256, at }, within) {
      const text =
        'UPDATE bulk_job SET result_sha256 = $3, finished_at = $4 WHERE body = $1 AND job = $2 AND finished_at IS NULL';
      await within.query(text, [body, job, Buffer.from(sha256, 'hex'), new Date(at)]);
    },
    async receive({ body, job }, { operator, at }, within) {
      const text =
        'UPDATE bulk_job SET received_by = $3, received_at = $4 WHERE body = $1 AND job = $2 AND received_at IS NULL';
      await within.query(text, [body, job, operator, new Date(at)]);
    },
    async erase(body, job, at) {
      const text =
        'UPDATE bulk_job SET result_key_sealed = NULL, erased_at = coalesce(erased_at, $3) WHERE body = $1 AND job = $2';
      await pool.query(text, [body, job, new Date(at)]);
    },
    async progress({ body, agency, job }) {
      const text = `SELECT bulk_job.*, answered.* FROM bulk_job CROSS JOIN LATERAL (
          SELECT coalesce(sum(row_count), 0) AS answered_rows, coalesce(sum(found), 0) AS found,
            coalesce(sum(not_found), 0) AS not_found, coalesce(sum(key_invalid), 0) AS key_invalid,
            coalesce(sum(not_sent), 0) AS not_sent, count(*) FILTER (WHERE answers > 1) AS repeated_chunks,
            min(first_answered_at) AS first_answer_at, max(last_answered_at) AS last_answer_at
          FROM bulk_chunk WHERE bulk_chunk.body = bulk_job.body AND bulk_chunk.job = bulk_job.job
        ) AS answered
        WHERE body = $1 AND agency = $2 AND ($3::text IS NULL OR job = $3) ORDER BY registered_at DESC, job LIMIT 100`;
      const { rows } = await pool.query(text, [body, agency, job]);
      return rows.map((row) => progressOf(fieldsOf(row)));
    },
  };
}

type Row = ReadonlyMap<string, unknown>;

function fieldsOf(row: unknown): Row {
  return new Map<string, unknown>(typeof row === 'object' && row !== null ? Object.entries(row) : []);
}

function progressOf(row: Row): BulkProgress {
  const number = (name: string) => Number(row.get(name));
  return {
    job: jobOf(row),
    answeredRows: number('answered_rows'),
    found: number('found'),
    notFound: number('not_found'),
    keyInvalid: number('key_invalid'),
    notSent: number('not_sent'),
    repeatedChunks: number('repeated_chunks'),
    firstAnswerAt: timeOrNull(row.get('first_answer_at')),
    lastAnswerAt: timeOrNull(row.get('last_answer_at')),
  };
}

function jobOf(row: Row): BulkJob {
  const sealed = row.get('result_key_sealed');
  return {
    body: text('body') ?? '',
    job: text('job') ?? '',
    agency: text('agency') ?? '',
    section: text('section'),
    operator: text('operator') ?? '',
    secondPerson: text('second_person') ?? '',
    terminal: text('terminal'),
    purpose: text('purpose') ?? '',
    case: text('case_number'),
    profile: text('profile') ?? '',
    rows: Number(row.get('row_count')),
    chunkRows: Number(row.get('chunk_rows')),
    sha256: hexOrNull(row.get('sha256')) ?? '',
    registeredAt: timeOrNull(row.get('registered_at')) ?? 0,
    expiresAt: timeOrNull(row.get('expires_at')) ?? 0,
    eraseBy: timeOrNull(row.get('erase_by')) ?? 0,
    resultKeySealed: sealed instanceof Uint8Array ? sealed : null,
    resultSha256: hexOrNull(row.get('result_sha256')),
    finishedAt: timeOrNull(row.get('finished_at')),
    receivedAt: timeOrNull(row.get('received_at')),
    receivedBy: text('received_by'),
    erasedAt: timeOrNull(row.get('erased_at')),
  };

  function text(name: string): string | null {
    const found = row.get(name);
    return typeof found === 'string' ? found : null;
  }
}

function hexOrNull(value: unknown): string | null {
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : null;
}

function timeOrNull(value: unknown): number | null {
  return value instanceof Date ? value.getTime() : null;
}
