import type pg from 'pg';

/** Runs work in one transaction: all of it is kept, or nothing. A connection that cannot even go back is not used again. */
export async function inTransaction<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let inDoubt = false;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (fault) {
    await client.query('ROLLBACK').catch(() => {
      inDoubt = true;
    });
    throw fault;
  } finally {
    client.release(inDoubt);
  }
}
