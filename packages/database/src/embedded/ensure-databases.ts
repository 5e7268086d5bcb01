import pg from 'pg';

/** Any number will do, as long as nothing else on the maintenance database locks it. */
const creationLock = 72_707_370;

/** Makes the databases that do not exist yet. */
export async function ensureDatabases(maintenanceUrl: string, databases: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: maintenanceUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    // Two processes that start together would both find a database missing. The lock ends with the session.
    await client.query('SELECT pg_advisory_lock($1)', [creationLock]);
    const { rows } = await client.query<{ datname: string }>('SELECT datname FROM pg_database');
    const existing = new Set(rows.map((row) => row.datname));
    for (const database of databases) {
      if (existing.has(database)) continue;
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
      // Every login would otherwise enter every database of the server.
      await client.query(`REVOKE CONNECT, TEMPORARY ON DATABASE ${client.escapeIdentifier(database)} FROM PUBLIC`);
    }
  } finally {
    await client.end();
  }
}
