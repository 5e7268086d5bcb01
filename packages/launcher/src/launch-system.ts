import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createFileKeyProvider } from '@juki/keys';
import { fillDatabases } from './fill/fill-databases.ts';
import type { FillProgress } from './fill/fill-registries.ts';
import { assertFree, freePorts } from './free-ports.ts';
import { bodies, inRepository, type ServiceName, services } from './layout.ts';
import { makeKeys } from './make-keys.ts';
import { type PublishedLog, publishedLogs } from './published-logs.ts';
import { createService, type Service } from './service.ts';
import { type Databases, startDatabases } from './start-databases.ts';
import { environmentsOf } from './wiring.ts';
import { witnessesOf } from './witnesses.ts';
import { writeExamples } from './write-examples.ts';

/** What is launched, and who is told of it. */
export interface LaunchOptions {
  /** Where databases, keys and examples of this system lie; made where it does not exist. */
  readonly directory: string;
  /** Port of the gateway; the others take free ones. 0: any. */
  readonly port: number;
  /** How many synthetic residents an empty system is filled with. */
  readonly people: number;
  /** In which municipalities they live; all that are hosted if left out. */
  readonly municipalities?: readonly string[];
  readonly logLevel: string;
  /** What every process inherits: PATH, HOME, TZ. */
  readonly inherited: Readonly<Record<string, string>>;
  /** Milliseconds since 1970, for what is written at the first start. */
  readonly clock: () => number;
  readonly onProgress?: (progress: FillProgress) => void;
  /** Told when a process ends that was ready, without having been asked to. */
  readonly onExit?: (name: ServiceName, said: string) => void;
  readonly onOutput?: (name: ServiceName, text: string) => void;
  /** Gives up a start that is under way, and stops what was started. */
  readonly signal?: AbortSignal;
}

/** A running system of development: synthetic residents, invented operators, keys in files. */
export interface System {
  readonly directory: string;
  readonly keys: string;
  readonly gateway: string;
  readonly issuer: string;
  readonly databases: Databases;
  readonly services: Readonly<Record<ServiceName, Service>>;
  /** The log of every body, and how it is verified. */
  readonly logs: readonly PublishedLog[];
  /** How many synthetic people it holds: those of its first start. */
  readonly people: number;
  /** How many of them were loaded at this start; 0 where they were there already. */
  readonly loaded: number;
  /** Gateway, tiers, identity, then the databases. */
  stop(): Promise<void>;
}

/** Starts everything on 127.0.0.1 and resolves when the gateway takes requests; or stops everything and throws. */
export async function launchSystem(options: LaunchOptions): Promise<System> {
  const { directory, port, signal } = options;
  if (port !== 0) await assertFree(port);
  await mkdir(directory, { recursive: true });
  const keys = join(directory, 'keys');
  const grantKeys = makeKeys(keys);
  await writeExamples(directory);
  const databases = await startDatabases(directory);
  const started: Service[] = [];

  try {
    const filled = await fillDatabases({
      databases,
      keys,
      people: options.people,
      municipalities: options.municipalities ?? bodies.municipal,
      clock: options.clock,
      onProgress: options.onProgress ?? (() => undefined),
      signal,
    });
    const made = await makeServices(options, { keys, grantKeys, databases });
    const urlOf = (name: ServiceName) => made[name].url;
    await Promise.all(services.filter((name) => name !== 'gateway').map((name) => begin(made[name])));
    await begin(made.gateway);
    signal?.throwIfAborted();
    return {
      directory,
      keys,
      gateway: made.gateway.url,
      issuer: made.identity.url,
      databases,
      services: made,
      logs: publishedLogs({
        urlOf,
        databases,
        keys: createFileKeyProvider(keys),
        witnesses: witnessesOf({ directory, keys, urlOf }),
      }),
      ...filled,
      stop,
    };
  } catch (fault) {
    await stop();
    throw fault;
  }

  async function begin(service: Service): Promise<void> {
    signal?.throwIfAborted();
    started.push(service);
    const giveUp = () => void service.stop();
    signal?.addEventListener('abort', giveUp, { once: true });
    await service.start();
    signal?.removeEventListener('abort', giveUp);
  }

  async function stop(): Promise<void> {
    // What gives answers ends first, so that nothing is asked of a tier, or of a database, that is gone.
    for (const name of [...services].reverse()) await started.find((service) => service.name === name)?.stop();
    await Promise.all([databases.data.stop(), databases.audit.stop()]);
  }
}

type Parts = { readonly keys: string; readonly grantKeys: string; readonly databases: Databases };

async function makeServices(options: LaunchOptions, parts: Parts): Promise<Readonly<Record<ServiceName, Service>>> {
  const { onExit = () => undefined, onOutput = () => undefined } = options;
  const free = await freePorts(services.length);
  const ports = new Map<ServiceName, number>(services.map((name, index) => [name, free[index] ?? 0]));
  if (options.port !== 0) ports.set('gateway', options.port);
  const portOf = (name: ServiceName) => ports.get(name) ?? 0;
  const environments = environmentsOf({
    ...parts,
    directory: options.directory,
    logLevel: options.logLevel,
    inherited: options.inherited,
    urlOf: (name) => `http://127.0.0.1:${portOf(name)}`,
  });
  const make = (name: ServiceName) =>
    createService({
      name,
      script: inRepository(`apps/${name}/dist/main.js`),
      port: portOf(name),
      environment: environments[name],
      readyPath: '/readyz',
      onExit,
      onOutput,
    });
  return {
    identity: make('identity'),
    witness: make('witness'),
    municipal: make('municipal'),
    prefectural: make('prefectural'),
    national: make('national'),
    gateway: make('gateway'),
  };
}
