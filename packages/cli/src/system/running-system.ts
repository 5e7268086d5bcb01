import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fieldsOf } from '../fields-of.ts';
import { parseJson } from '../parse-json.ts';

/** Where the log of one body is read, and by which keys it is believed. */
export interface KnownLog {
  readonly body: string;
  readonly origin: string;
  readonly url: string;
  readonly verifierKeys: readonly string[];
  /** Verifier keys of its witnesses, and how many of them must have cosigned it. */
  readonly witnesses: readonly string[];
  readonly quorum: number;
  /** Connection string of the reader of its store. */
  readonly store: string;
}

/** What the commands must know of a system that `juki start` runs: `system.json` in its directory, while it runs. */
export interface RunningSystem {
  readonly processId: number;
  readonly directory: string;
  readonly gateway: string;
  readonly issuer: string;
  readonly keys: string;
  readonly logs: readonly KnownLog[];
}

const fileOf = (directory: string) => join(directory, 'system.json');

/** Leaves word of a running system. Only its owner may read it: it names the store of the logs. */
export async function announce(system: RunningSystem): Promise<void> {
  await mkdir(system.directory, { recursive: true });
  await writeFile(fileOf(system.directory), `${JSON.stringify(system, null, 2)}\n`, { mode: 0o600 });
}

/** Takes the word back. */
export async function retract(directory: string): Promise<void> {
  await rm(fileOf(directory), { force: true });
}

/** The system that runs on a directory; `undefined` where none does, or one that died without a word. */
export async function readRunning(
  directory: string,
  isAlive: (processId: number) => boolean,
): Promise<RunningSystem | undefined> {
  const text = await readFile(fileOf(directory), 'utf8').catch(() => '');
  const system = parse(text, directory);
  return system && isAlive(system.processId) ? system : undefined;
}

function parse(text: string, directory: string): RunningSystem | undefined {
  const { processId, gateway, issuer, keys, logs } = fieldsOf(parseJson(text));
  if (typeof processId !== 'number' || typeof gateway !== 'string') return undefined;
  if (typeof issuer !== 'string' || typeof keys !== 'string' || !Array.isArray(logs)) return undefined;
  return { processId, directory, gateway, issuer, keys, logs: logs.flatMap(parseLog) };
}

function parseLog(value: unknown): readonly KnownLog[] {
  const { body, origin, url, verifierKeys, witnesses, quorum, store } = fieldsOf(value);
  if (typeof body !== 'string' || typeof origin !== 'string' || typeof url !== 'string') return [];
  if (typeof store !== 'string' || !Array.isArray(verifierKeys)) return [];
  if (!Array.isArray(witnesses) || typeof quorum !== 'number') return [];
  const keys = { verifierKeys: verifierKeys.map(String), witnesses: witnesses.map(String) };
  return [{ body, origin, url, store, quorum, ...keys }];
}
