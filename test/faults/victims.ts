import { readFile } from 'node:fs/promises';
import type { TestSystem } from '@juki/testing';
import { isRunning } from './is-running.ts';

/** A process that may be killed; `audit` and `data` are the two PostgreSQL servers. */
export type VictimName = 'gateway' | 'municipal' | 'prefectural' | 'national' | 'audit' | 'data';

/** Processes that are killed together and come back. */
export interface Victims {
  /** SIGKILL to each, in one moment; resolves when they are gone. */
  kill(): Promise<void>;
  /** Starts each that is not there, and waits until it is ready. */
  start(): Promise<void>;
  /** The processes themselves; of a database, its backends too. */
  tracees(): Promise<readonly number[]>;
}

/** The processes of these names, as they are when they are asked for. */
export function startVictims(system: TestSystem, names: readonly VictimName[]): Victims {
  const databases = names.flatMap((name) => (name === 'audit' || name === 'data' ? [system.databases[name]] : []));
  const services = names.flatMap((name) => (name === 'audit' || name === 'data' ? [] : [system.services[name]]));
  return {
    async kill() {
      await Promise.all([
        ...databases.map(async ({ pid }) => {
          process.kill(pid, 'SIGKILL');
          await gone(pid);
        }),
        ...services.map((service) => service.kill('SIGKILL')),
      ]);
    },
    async start() {
      // A service is ready only where its databases are.
      for (const database of databases) if (!isRunning(database.pid)) await database.start();
      const dead = services.filter(({ pid }) => pid === undefined || !isRunning(pid));
      await Promise.all(dead.map((service) => service.start()));
    },
    async tracees() {
      const backends = await Promise.all(databases.map(async ({ pid }) => [pid, ...(await childrenOf(pid))]));
      return [...backends.flat(), ...services.flatMap(({ pid }) => pid ?? [])];
    },
  };
}

async function childrenOf(pid: number): Promise<readonly number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  return text.trim().split(' ').filter(Boolean).map(Number);
}

async function gone(pid: number): Promise<void> {
  while (isRunning(pid)) await new Promise((resolve) => setTimeout(resolve, 5));
}
