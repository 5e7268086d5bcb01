import { fileURLToPath } from 'node:url';
import { createLogin, type EmbeddedPostgres, migrate } from '@juki/database';
import { temporaryPostgres } from '@juki/database/testing';
import pg from 'pg';

/** Folder of the migrations of a log store. */
export const auditMigrations = fileURLToPath(new URL('../../../../prisma/audit/migrations', import.meta.url));

/** Connection strings of the logins of a log store. */
export interface AuditUrls {
  readonly writer: string;
  readonly sequencer: string;
  readonly reader: string;
  readonly witness: string;
}

/** Makes the logins of a log store, each a member of its one role, as the launcher does. */
export async function auditLogins(server: EmbeddedPostgres, database: string): Promise<AuditUrls> {
  const login = (part: string) =>
    createLogin(server, { name: `${database}_${part}`, database, role: `juki_audit_${part}` });
  return {
    writer: await login('writer'),
    sequencer: await login('sequencer'),
    reader: await login('reader'),
    witness: await login('witness'),
  };
}

/** A log store on a PostgreSQL server of its own, for one test file. */
export interface AuditStore {
  readonly urls: AuditUrls;
  readonly adminUrl: string;
  readonly port: number;
  /** Asks as the superuser. */
  admin<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

/** Starts a log store; `settings` are those of the server. */
export async function startAuditStore(settings: Readonly<Record<string, string>> = {}): Promise<AuditStore> {
  const database = 'audit_test';
  const server = await temporaryPostgres({ databases: [database], settings });
  const adminUrl = server.url(database);
  await migrate(adminUrl, auditMigrations);
  const urls = await auditLogins(server, database);
  const pool = new pg.Pool({ connectionString: adminUrl, max: 3 });
  pool.on('error', () => undefined);
  return {
    urls,
    adminUrl,
    port: server.port,
    admin: async (sql, values) => (await pool.query(sql, values)).rows,
    async stop() {
      await pool.end();
      await server.stop();
    },
  };
}

/** Runs SQL on a connection of its own as a login, and says how it ended: its error code, or the rows. */
export async function asLogin(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } catch (fault) {
    return fault instanceof pg.DatabaseError ? fault.code : fault;
  } finally {
    await client.end();
  }
}
