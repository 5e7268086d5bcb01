import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { JukiError } from '@juki/errors';
import type { CliDeps } from '../cli-deps.ts';
import { placeOf } from '../place-of.ts';
import { type RunningSystem, readRunning } from './running-system.ts';

/** Port of the gateway where nobody chose one. */
export const usualPort = 4000;

/** Which system is meant. */
export interface SystemChoice {
  readonly directory?: string | undefined;
  readonly port?: number | undefined;
}

type Deps = Pick<CliDeps, 'systems' | 'environment' | 'isAlive' | 'workingDirectory'>;

/** The directory of a system that is chosen or usual. */
export function directoryOf({ directory, port }: SystemChoice, { systems, environment }: Deps): string {
  return directory ?? join(systems, String(port ?? environment.port ?? usualPort));
}

/** The running system that is meant: the one chosen, the usual one, or the only one. Throws, with what to do. */
export async function findSystem(choice: SystemChoice, deps: Deps): Promise<RunningSystem> {
  const directory = directoryOf(choice, deps);
  const found = await readRunning(directory, deps.isAlive);
  if (found) return found;
  const chosen = choice.directory !== undefined || (choice.port ?? deps.environment.port) !== undefined;
  const others = await everyRunning(deps);
  const [only, ...more] = others;
  if (!chosen && only && more.length === 0) return only;
  const named = placeOf(directory, deps.workingDirectory);
  const hint =
    others.length === 0
      ? 'Start one: npm start'
      : `Running: ${others.map(({ gateway, directory: at }) => `${gateway} (${placeOf(at, deps.workingDirectory)})`).join(', ')}. Name one with --port or --directory.`;
  throw new JukiError('CONFIGURATION_INVALID', `No system runs on ${named}. ${hint}`);
}

async function everyRunning({ systems, isAlive }: Deps): Promise<readonly RunningSystem[]> {
  const names = await readdir(systems).catch(() => []);
  const found = await Promise.all(names.map((name) => readRunning(join(systems, name), isAlive)));
  return found.flatMap((system) => system ?? []);
}
