import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Layout } from './layout.ts';

/** What the lock file `postmaster.pid` says (PostgreSQL 18, src/include/utils/pidfile.h). */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** System V shared memory that every process of the server is attached to as long as it lives. */
  readonly sharedMemoryId: number | undefined;
  readonly state: 'starting' | 'stopping' | 'ready' | 'standby' | 'unknown';
}

/** The server that the lock file names, whether it lives or not; `undefined` without a lock file. */
export async function readPostmaster(layout: Layout): Promise<Postmaster | undefined> {
  const lines = (await readFile(layout.postmaster, 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  const state = lines[7]?.trim();
  const known = state === 'starting' || state === 'stopping' || state === 'ready' || state === 'standby';
  const sharedMemoryId = Number(lines[6]?.trim().split(/\s+/)[1]);
  return {
    pid,
    port: Number(lines[3] ?? 0),
    sharedMemoryId: Number.isInteger(sharedMemoryId) ? sharedMemoryId : undefined,
    state: known ? state : 'unknown',
  };
}

/**
 * Whether the process in the lock file is a server on this cluster, judged by its command line. After a container
 * restarts, the id in a stale lock file regularly belongs to someone else; and a killed server that nobody has reaped
 * still has its id, but no command line.
 */
export async function servesCluster({ pid }: Postmaster, layout: Layout): Promise<boolean> {
  const command =
    process.platform === 'linux'
      ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
      : spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  return command.includes(layout.cluster);
}

/** Whether any process of a killed server still works on the cluster (`/proc/sysvipc/shm`, so on Linux only). */
export async function hasOrphans({ sharedMemoryId }: Postmaster): Promise<boolean> {
  if (sharedMemoryId === undefined) return false;
  const table = await readFile('/proc/sysvipc/shm', 'utf8').catch(() => '');
  const [heading, ...rows] = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  const id = heading?.indexOf('shmid') ?? -1;
  const attached = heading?.indexOf('nattch') ?? -1;
  return rows.some((row) => Number(row[id]) === sharedMemoryId && Number(row[attached]) > 0);
}
