import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { JukiError } from '@juki/errors';

/** One folder of a Prisma migration history. */
export interface Migration {
  readonly name: string;
  readonly file: string;
  readonly script: string;
  /** SHA-256 of the file in hex, as Prisma computes it. */
  readonly checksum: string;
}

/** The migrations of a folder (`<directory>/<time>_<name>/migration.sql`) in the order in which they apply. */
export async function readMigrations(directory: string): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch((cause: unknown) => {
    throw new JukiError('MIGRATION_FAILED', `${directory} cannot be read. Name a folder of migrations.`, { cause });
  });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(names.sort().map((name) => readMigration(name, path.join(directory, name, 'migration.sql'))));
}

async function readMigration(name: string, file: string): Promise<Migration> {
  const script = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new JukiError('MIGRATION_FAILED', `${file} cannot be read. Every folder of migrations holds one.`, { cause });
  });
  return { name, file, script, checksum: createHash('sha256').update(script).digest('hex') };
}
