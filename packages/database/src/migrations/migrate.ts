import { JukiError } from '@juki/errors';
import pg from 'pg';
import { pendingMigrations, recordMigration } from './migration-history.ts';
import { type Migration, readMigrations } from './read-migrations.ts';
import { type Statement, splitStatements } from './split-statements.ts';

/** The advisory lock that Prisma's own engine takes, so that the two exclude each other too. */
const migrationLock = 72_707_369;

/**
 * Brings a database to the newest migration of a folder in Prisma's layout, and returns the names that it applied. Each
 * migration is one transaction: a failed one leaves nothing behind. Of processes that start together one migrates, and
 * the others wait. Throws `MIGRATION_FAILED` with file, line and statement.
 */
export async function migrate(url: string, directory: string): Promise<string[]> {
  const migrations = await readMigrations(directory);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A lost connection also fails the query that waits for it; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect().catch((cause: unknown) => {
    throw new JukiError('DATABASE_UNAVAILABLE', 'The database to migrate cannot be reached.', { cause });
  });
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    const pending = await pendingMigrations(client, migrations);
    for (const migration of pending) await apply(client, migration);
    return pending.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    for (const statement of splitStatements(migration.script)) {
      await client.query(statement.sql).catch((fault: unknown) => {
        throw failure(migration, statement, fault);
      });
    }
    await recordMigration(client, migration);
    await client.query('COMMIT');
  } catch (fault) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw fault;
  }
}

function failure(migration: Migration, statement: Statement, fault: unknown): JukiError {
  const reason = fault instanceof Error ? fault.message : String(fault);
  const firstLine =
    statement.sql
      .split('\n')
      .find((line) => !line.startsWith('--'))
      ?.trim() ?? '';
  return new JukiError('MIGRATION_FAILED', `${migration.file}:${statement.line}: ${reason} (in: ${firstLine})`, {
    details: { migration: migration.name, file: migration.file, line: statement.line, statement: statement.sql },
    cause: fault,
  });
}
