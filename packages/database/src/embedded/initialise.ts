import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { JukiError } from '@juki/errors';
import type { Binaries } from './binaries.ts';
import { superuser } from './credentials.ts';
import { type Layout, layoutOf } from './layout.ts';
import type { ServerUser } from './server-user.ts';

/** What {@link initialise} needs to make a cluster. */
export interface Initialisation {
  readonly binaries: Binaries;
  readonly user: ServerUser | undefined;
  /** Whether the new files are synced to disk before the cluster counts as made. */
  readonly durable: boolean;
}

/**
 * Makes a cluster unless there is one. It is built beside its place and moved there in one step, so that a start killed
 * half way, or two starts at once, never leave or meet half a cluster.
 */
export async function initialise(layout: Layout, options: Initialisation): Promise<void> {
  if (existsSync(path.join(layout.cluster, 'PG_VERSION'))) return;
  const strangers = await readdir(layout.folder).catch(() => []);
  if (strangers.length > 0) {
    throw new JukiError(
      'DATABASE_UNAVAILABLE',
      `${layout.folder} is not empty and holds no database of ours. Name another folder, or remove that one.`,
    );
  }
  const draft = layoutOf(`${layout.folder}.${randomUUID()}`);
  try {
    await prepare(draft, options.user);
    await runInitdb(draft, options);
    await rename(draft.folder, layout.folder);
  } catch (fault) {
    await rm(draft.folder, { recursive: true, force: true });
    if (!existsSync(path.join(layout.cluster, 'PG_VERSION'))) throw fault;
  }
}

async function prepare(draft: Layout, user: ServerUser | undefined): Promise<void> {
  await mkdir(draft.cluster, { recursive: true });
  await chmod(draft.folder, 0o711);
  await chmod(draft.cluster, 0o700);
  await writeFile(draft.password, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (!user) return;
  await Promise.all([draft.cluster, draft.password].map((file) => chown(file, user.uid, user.gid)));
}

async function runInitdb(draft: Layout, { binaries, user, durable }: Initialisation): Promise<void> {
  // The package's files lose their executable bit where its install script did not run.
  await Promise.all([binaries.initdb, binaries.postgres].map((file) => chmod(file, 0o755).catch(() => undefined)));
  const { code, said } = await run(
    binaries.initdb,
    [
      `--pgdata=${draft.cluster}`,
      `--username=${superuser}`,
      `--pwfile=${draft.password}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Code point order: the same on every machine, and no index changes its order when a C library is upgraded.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--no-instructions',
      ...(durable ? [] : ['--no-sync']),
    ],
    user,
  );
  if (code === 0) return;
  throw new JukiError(
    'DATABASE_UNAVAILABLE',
    `PostgreSQL could not make its files in ${draft.cluster}: ${said.trim()}`,
  );
}

function run(
  program: string,
  options: string[],
  user: ServerUser | undefined,
): Promise<{ code: number; said: string }> {
  return new Promise((resolve, reject) => {
    const account = user && { uid: user.uid, gid: user.gid };
    const child = spawn(program, options, {
      ...account,
      env: { LC_ALL: 'C' },
      cwd: '/',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, said }));
  });
}
