import type { Pool, PoolClient, QueryResultRow } from 'pg';

/** One transaction of one file. */
export interface Transaction {
  /** A named statement: parsed and planned once per connection. */
  rows<Row extends QueryResultRow>(name: string, sql: string, values: readonly unknown[]): Promise<Row[]>;
  /** How many rows the statement touched. */
  run(name: string, sql: string, values: readonly unknown[]): Promise<number>;
}

/** Another writer was quicker with a number, a row, or a lock: the whole transaction is worth another try. */
const worthAnotherTry = new Set(['23505', '40001', '40P01']);
const tries = 3;

/**
 * Every statement here looks up few rows of many, by their leading keys. Its plan is kept by the connection, and may be made
 * while a table is still small, when reading all of it looks cheap.
 */
const begin =
  'BEGIN; SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off';

/**
 * Runs work in one transaction that holds the lock of a file: one writer per file at a time, so that what was examined is
 * still true when it is written. A crash anywhere leaves nothing.
 */
export async function inFile<Result>(
  pool: Pool,
  file: string,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    const client = await pool.connect();
    let broken = false;
    try {
      await client.query(begin);
      await client.query({
        name: 'change-lock',
        text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))',
        values: [`change ${file}`],
      });
      const result = await work(transactionOf(client));
      await client.query('COMMIT');
      return result;
    } catch (fault) {
      broken = await client.query('ROLLBACK').then(
        () => false,
        () => true,
      );
      if (attempt >= tries || !worthAnotherTry.has(codeOf(fault))) throw fault;
    } finally {
      client.release(broken);
    }
  }
}

/** Reads without a lock, in one statement each. */
export function reading(pool: Pool): Transaction {
  return transactionOf(pool);
}

function transactionOf(client: Pick<PoolClient, 'query'>): Transaction {
  return {
    rows: async <Row extends QueryResultRow>(name: string, text: string, values: readonly unknown[]) =>
      (await client.query<Row>({ name: `change-${name}`, text, values: [...values] })).rows,
    run: async (name, text, values) =>
      (await client.query({ name: `change-${name}`, text, values: [...values] })).rowCount ?? 0,
  };
}

function codeOf(fault: unknown): string {
  return typeof fault === 'object' && fault !== null && 'code' in fault ? String(fault.code) : '';
}
