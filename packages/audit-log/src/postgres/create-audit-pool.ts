import pg from 'pg';

/** A pool on a log store for what is read and kept beside the records; a lost connection never ends the process. */
export function createAuditPool(url: string, name: string, connections = 4): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 10_000,
    query_timeout: 12_000,
    application_name: name,
  });
  pool.on('error', () => undefined);
  // One that is taken out of the pool reports its loss itself, beside the query that fails.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
