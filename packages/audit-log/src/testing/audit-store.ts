import { fileURLToPath } from 'node:url';
import { migrate } from '@juki/database';
import { temporaryPostgres } from '@juki/database/testing';
import pg from 'pg';
import { type AuditUrls, createAuditLogins } from '../postgres/create-audit-logins.ts';

/** Folder of the migrations of a log store. */
export const auditMigrations = fileURLToPath(new URL('../../../../prisma/audit/migrations', import.meta.url));

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
  const urls = await createAuditLogins(adminUrl, { writer: 'w', sequencer: 's', reader: 'r' });
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
