import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { invariant, JukiError } from '@juki/errors';
import type { Binaries } from './binaries.ts';
import type { Layout } from './layout.ts';
import { readPostmaster } from './postmaster.ts';
import type { ServerUser } from './server-user.ts';

/** What {@link launch} needs to start a server. */
export interface Launch {
  readonly binaries: Binaries;
  readonly user: ServerUser | undefined;
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
}

/** A server that this process started. */
export interface Launched {
  readonly pid: number;
  /** Fast shutdown (SIGINT): open transactions are rolled back, everything committed is kept. */
  stop(): Promise<void>;
}

/** Starts the server and waits until it accepts connections. */
export async function launch(layout: Layout, options: Launch): Promise<Launched> {
  const log = openSync(layout.log, 'a', 0o600);
  if (options.user) chownSync(layout.log, options.user.uid, options.user.gid);
  const [program, ...rest] = commandLine(layout, options);
  // A session of its own: Ctrl-C in the terminal reaches us alone, so that the database goes last and not first.
  const child = spawn(program, rest, {
    ...(options.user && { uid: options.user.uid, gid: options.user.gid }),
    env: { LC_ALL: 'C' },
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', log],
  });
  closeSync(log);
  child.unref();
  const end = () => child.kill('SIGINT');
  process.once('exit', end);
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => {
      process.removeListener('exit', end);
      resolve();
    });
  });
  await untilReady(child, layout);
  invariant(child.pid !== undefined, 'a server that is ready has a process id');
  return {
    pid: child.pid,
    async stop() {
      child.ref();
      end();
      await gone;
    },
  };
}

function commandLine(layout: Layout, { binaries, port, settings }: Launch): [string, ...string[]] {
  const server: [string, ...string[]] = [binaries.postgres, '-D', layout.cluster, '-p', String(port)];
  for (const [name, value] of Object.entries(settings)) server.push('-c', `${name}=${value}`);
  // The kernel then stops the server when this process dies, even by SIGKILL. INT is its fast shutdown.
  return hasSetpriv() ? ['setpriv', '--pdeathsig', 'INT', ...server] : server;
}

function hasSetpriv(): boolean {
  return process.platform === 'linux' && spawnSync('setpriv', ['--version']).status === 0;
}

async function untilReady(child: ChildProcess, layout: Layout): Promise<void> {
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  child.once('error', () => {
    ended = true;
  });
  for (;;) {
    const postmaster = await readPostmaster(layout);
    if (postmaster?.pid === child.pid && postmaster?.state === 'ready') return;
    if (ended) throw new JukiError('DATABASE_UNAVAILABLE', `PostgreSQL did not start. ${await lastWords(layout)}`);
    await pause(5);
  }
}

async function lastWords(layout: Layout): Promise<string> {
  const log = await readFile(layout.log, 'utf8').catch(() => '');
  return `Its log, ${layout.log}, ends: ${log.trim().split('\n').slice(-4).join(' | ')}`;
}
