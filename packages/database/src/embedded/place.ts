import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { JukiError } from '@juki/errors';
import { type Binaries, binariesAt } from './binaries.ts';
import { isReachable } from './reachable.ts';
import type { ServerUser } from './server-user.ts';

/** Where a root whose own folders are closed to others (`/root`) keeps what the server's account must reach. */
export const usualRefuge = '/var/lib/juki-graph';

/**
 * The folder in which a cluster really lives: the one asked for, or a reachable one of its own, whose address is kept
 * in the one asked for, so that removing that folder still means a fresh start.
 */
export async function placeData(asked: string, user: ServerUser | undefined, refuge = usualRefuge): Promise<string> {
  const folder = path.resolve(asked);
  if (!user || (await isReachable(folder, user))) return folder;
  const note = path.join(folder, 'location');
  const known = (await readFile(note, 'utf8').catch(() => '')).trim();
  if (known !== '') return known;
  const place = path.join(refuge, `data-${randomUUID()}`);
  await openRefuge(refuge, folder, user);
  await mkdir(folder, { recursive: true });
  await writeFile(note, `${place}\n`);
  return place;
}

/** The programs, copied where the server's account can run them if it cannot run them where npm put them. */
export async function placeBinaries(
  binaries: Binaries,
  user: ServerUser | undefined,
  refuge = usualRefuge,
): Promise<Binaries> {
  if (!user || (await isReachable(path.dirname(binaries.postgres), user))) return binaries;
  const size = (await stat(binaries.postgres)).size;
  const place = path.join(refuge, `postgres-${process.arch}-${size}`);
  if (!existsSync(place)) {
    await openRefuge(refuge, binaries.home, user);
    const draft = `${place}.${randomUUID()}`;
    await cp(binaries.home, draft, { recursive: true, verbatimSymlinks: true });
    // Whoever loses this race finds the winner's copy, which is the same.
    await rename(draft, place).catch(() => rm(draft, { recursive: true, force: true }));
  }
  return binariesAt(place);
}

async function openRefuge(refuge: string, unreachable: string, user: ServerUser): Promise<void> {
  try {
    await mkdir(refuge, { recursive: true, mode: 0o755 });
    if (await isReachable(refuge, user)) return;
  } catch (cause) {
    throw unreachableError(refuge, unreachable, user, cause);
  }
  throw unreachableError(refuge, unreachable, user, undefined);
}

function unreachableError(refuge: string, folder: string, user: ServerUser, cause: unknown): JukiError {
  return new JukiError(
    'DATABASE_UNAVAILABLE',
    `PostgreSQL must run as "${user.name}" because we are root, but that account cannot enter ${folder}, and ${refuge} cannot be used instead. Move the project out of a closed home folder, or start as an ordinary user.`,
    { cause },
  );
}
