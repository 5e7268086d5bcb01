import { maintain } from './maintenance.ts';

/** Makes the databases that do not exist yet. */
export async function ensureDatabases(maintenanceUrl: string, databases: readonly string[]): Promise<void> {
  await maintain(maintenanceUrl, async (client) => {
    const { rows } = await client.query<{ datname: string }>('SELECT datname FROM pg_database');
    const existing = new Set(rows.map((row) => row.datname));
    for (const database of databases) {
      if (existing.has(database)) continue;
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
      // Every login would otherwise enter every database of the server.
      await client.query(`REVOKE CONNECT, TEMPORARY ON DATABASE ${client.escapeIdentifier(database)} FROM PUBLIC`);
    }
  });
}
