import { createHash } from 'node:crypto';
import { inTransaction } from '@juki/database';
import { JukiError } from '@juki/errors';
import type pg from 'pg';

/** Where steps stand: a table of requests and one of their steps, both led by the same columns. */
export interface StepTable {
  readonly requests: string;
  readonly steps: string;
  /** Columns that name a request; the first is the body, inside which keys are unique. */
  readonly identity: readonly string[];
}

/** A step as it lies in its table. */
export interface StoredStep {
  readonly kind: string;
  readonly on: string;
  readonly at: number;
  readonly particulars: Readonly<Record<string, unknown>>;
}

/** A step to be added. `fingerprint`: of all that the caller sent, so that a key serves one step only. */
export interface NewStep extends StoredStep {
  readonly key: string;
  readonly fingerprint: Buffer;
  readonly by: string;
}

/** What came of it: written now, written before under the same key and content, or refused. */
export type StepOutcome<Refusal> = { readonly taken: 'now' | 'before' } | { readonly refusal: Refusal };

/** SHA-256 of what a caller sent, whatever the order of its fields. */
export function fingerprintOf(sent: unknown): Buffer {
  return createHash('sha256').update(canonical(sent)).digest();
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join()}}`;
}

/** Waits until nobody else works on what the name stands for; freed with the transaction. */
export async function lockIn(client: pg.PoolClient, name: string): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
}

/** The steps of requests, in order, by request. */
export async function stepsOf(
  pool: pg.Pool | pg.PoolClient,
  { steps, identity }: StepTable,
  ids: readonly (readonly string[])[],
): Promise<ReadonlyMap<string, readonly StoredStep[]>> {
  const found = new Map<string, StoredStep[]>(ids.map((id) => [id.join(' '), []]));
  if (ids.length === 0) return found;
  const arrays = identity.map((_, column) => ids.map((id) => id[column]));
  const wanted = identity.map((_, column) => `$${column + 1}::text[]`).join();
  const { rows } = await pool.query<Record<string, unknown>>(
    `SELECT ${identity.join()}, kind, taken_on::text, taken_at, particulars FROM ${steps}
     WHERE (${identity.join()}) IN (SELECT * FROM unnest(${wanted})) ORDER BY ${identity.join()}, step`,
    arrays,
  );
  for (const row of rows) found.get(identity.map((column) => String(row[column])).join(' '))?.push(storedStep(row));
  return found;
}

/**
 * Adds a step to a request, if `decide` lets it: it is shown the steps so far, while nobody else can add one. The same key
 * with the same content is a repetition and changes nothing; with another content it is refused. `also`: what stands or
 * falls with the step.
 */
export function addStep<Refusal>(
  pool: pg.Pool,
  table: StepTable,
  id: readonly string[],
  step: NewStep,
  decide: (steps: readonly StoredStep[]) => Refusal | null,
  also: (client: pg.PoolClient) => Promise<unknown> = async () => undefined,
): Promise<StepOutcome<Refusal | 'UNKNOWN_REQUEST' | 'KEY_USED_OTHERWISE'>> {
  const { steps, requests, identity } = table;
  return inTransaction(pool, async (client) => {
    await lockIn(client, `${requests} ${id.join(' ')}`);
    const before = await client.query<{ fingerprint: Buffer; same: boolean }>(
      `SELECT fingerprint, (${identity.join()}) = (${identity.map((_, at) => `$${at + 2}`).join()}) AS same
       FROM ${steps} WHERE ${identity[0]} = $${2} AND key = $1`,
      [step.key, ...id],
    );
    const [known] = before.rows;
    if (known) {
      return known.same && known.fingerprint.equals(step.fingerprint)
        ? { taken: 'before' }
        : { refusal: 'KEY_USED_OTHERWISE' };
    }
    const exists = await client.query(
      `SELECT FROM ${requests} WHERE (${identity.join()}) = (${identity.map((_, at) => `$${at + 1}`).join()})`,
      [...id],
    );
    if (exists.rowCount === 0) return { refusal: 'UNKNOWN_REQUEST' };
    const taken = (await stepsOf(client, table, [id])).get(id.join(' ')) ?? [];
    const refusal = decide(taken);
    if (refusal !== null) return { refusal };
    const { key, fingerprint, kind, on, at, by, particulars } = step;
    const values = [...id, taken.length + 1, key, fingerprint, kind, on, new Date(at), by, JSON.stringify(particulars)];
    await client.query(
      `INSERT INTO ${steps} (${identity.join()}, step, key, fingerprint, kind, taken_on, taken_at, taken_by, particulars)
       VALUES (${values.map((_, index) => `$${index + 1}`).join()})`,
      values,
    );
    await also(client);
    return { taken: 'now' };
  });
}

function storedStep({ kind, taken_on: on, taken_at: at, particulars }: Record<string, unknown>): StoredStep {
  if (typeof kind !== 'string' || typeof on !== 'string' || !(at instanceof Date) || !isFields(particulars)) {
    throw new JukiError('INTERNAL', 'A step of a request does not read as one.');
  }
  return { kind, on, at: at.getTime(), particulars };
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
