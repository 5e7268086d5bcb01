import pg from 'pg';

/** Any number will do, as long as nothing else on the maintenance database locks it. */
const maintenanceLock = 72_707_370;

/**
 * Work on what all databases of a server share: databases, logins, roles. One at a time over all processes, since
 * PostgreSQL refuses two changes of the same catalogue row at once. The lock ends with the session.
 */
export async function maintain<T>(maintenanceUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: maintenanceUrl, connectionTimeoutMillis: 10_000 });
  // A lost connection also fails the query that waits for it; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [maintenanceLock]);
    return await work(client);
  } finally {
    await client.end();
  }
}
