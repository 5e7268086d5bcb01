import { randomUUID } from 'node:crypto';
import { JukiError } from '@juki/errors';
import type { ClientBase } from 'pg';
import type { Migration } from './read-migrations.ts';

/** Prisma's own table, so that its command line and this runner can take turns on one database. */
const historyTable = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id varchar(36) PRIMARY KEY NOT NULL,
    checksum varchar(64) NOT NULL,
    finished_at timestamptz,
    migration_name varchar(255) NOT NULL,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz NOT NULL DEFAULT now(),
    applied_steps_count integer NOT NULL DEFAULT 0
  )`;

interface Row {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
}

/** Those of `migrations` that the database still lacks; refuses a history that is not a beginning of them. */
export async function pendingMigrations(client: ClientBase, migrations: readonly Migration[]): Promise<Migration[]> {
  await client.query(historyTable);
  const { rows } = await client.query<Row>(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at',
  );
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of rows) compare(row, known.get(row.migration_name));
  const applied = new Set(rows.map((row) => row.migration_name));
  return migrations.filter((migration) => !applied.has(migration.name));
}

/** To be called in the transaction that applied the migration: both happen, or neither. */
export async function recordMigration(client: ClientBase, migration: Migration): Promise<void> {
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
     VALUES ($1, $2, now(), $3, 1)`,
    [randomUUID(), migration.checksum, migration.name],
  );
}

function compare(row: Row, migration: Migration | undefined): void {
  const name = row.migration_name;
  if (row.finished_at === null) {
    throw refusal(
      name,
      `Migration ${name} was begun by another tool and not finished. Repair it with prisma migrate resolve.`,
    );
  }
  if (!migration) {
    throw refusal(
      name,
      `The database has migration ${name}, which this build does not know. Start a build at least as new as the database.`,
    );
  }
  if (row.checksum !== migration.checksum) {
    throw refusal(
      name,
      `Migration ${name} was edited after it was applied. Restore ${migration.file} and write a new migration instead.`,
    );
  }
}

function refusal(migration: string, message: string): JukiError {
  return new JukiError('MIGRATION_FAILED', message, { details: { migration } });
}
