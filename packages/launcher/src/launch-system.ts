import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { makeKeys } from './make-keys.ts';
import { freePorts } from './free-ports.ts';
import { bodies, inRepository, type ServiceName, services } from './layout.ts';
import { fillDatabases, type FillProgress } from './fill-databases.ts';
import { createService, type Service } from './service.ts';
import { type Databases, startDatabases } from './start-databases.ts';

/** What is launched, and who is told of it. */
export interface LaunchOptions {
  /** Where databases, keys and logs of this system lie. */
  readonly directory: string;
  /** Port of the gateway; the others take free ones. 0: any. */
  readonly port: number;
  /** How many synthetic residents an empty system is filled with. */
  readonly people: number;
  readonly logLevel: string;
  /** Milliseconds since 1970, for what is written at the first start. */
  readonly clock: () => number;
  readonly onProgress?: (progress: FillProgress) => void;
  readonly onExit?: (name: ServiceName, said: string) => void;
  readonly onOutput?: (name: ServiceName, text: string) => void;
}

/** A running system of development: synthetic residents, invented operators, keys in files. */
export interface System {
  readonly directory: string;
  readonly gateway: string;
  readonly issuer: string;
  readonly databases: Databases;
  readonly services: Readonly<Record<ServiceName, Service>>;
  /** How many people were loaded at this start; 0 where they were there already. */
  readonly loaded: number;
  stop(): Promise<void>;
}

/** Starts everything on 127.0.0.1 and resolves when the gateway takes requests. */
export async function launchSystem(options: LaunchOptions): Promise<System> {
  const { directory, clock, onExit = () => undefined, onOutput = () => undefined } = options;
  await mkdir(directory, { recursive: true });
  const keys = join(directory, 'keys');
  const [databases, grantKeys] = await Promise.all([startDatabases(directory), makeKeys(keys)]);
  const started: Service[] = [];

  try {
    const loaded = await fillDatabases({ databases, keys, people: options.people, clock, onProgress: options.onProgress });
    const wiring = await wire();
    const made = makeServices(wiring);
    await Promise.all(services.filter((name) => name !== 'gateway').map((name) => begin(made[name])));
    await begin(made.gateway);
    return {
      directory,
      gateway: made.gateway.url,
      issuer: made.identity.url,
      databases,
      services: made,
      loaded,
      stop,
    };
  } catch (fault) {
    await stop();
    throw fault;
  }

  async function begin(service: Service): Promise<void> {
    started.push(service);
    await service.start();
  }

  async function stop(): Promise<void> {
    for (const service of started.toReversed()) await service.stop();
    await Promise.all([databases.data.stop(), databases.audit.stop()]);
  }

  async function wire(): Promise<Wiring> {
    const free = await freePorts(services.length);
    const ports = new Map(services.map((name, index) => [name, free[index] ?? 0]));
    if (options.port !== 0) ports.set('gateway', options.port);
    return { urlOf: (name) => `http://127.0.0.1:${ports.get(name)}`, portOf: (name) => ports.get(name) ?? 0 };
  }

  function makeServices({ urlOf, portOf }: Wiring): Record<ServiceName, Service> {
    const common = { JUKI_PROFILE: 'development', JUKI_ISSUER: urlOf('identity'), LOG_LEVEL: options.logLevel };
    const make = (name: ServiceName, environment: Readonly<Record<string, string>>, readyPath = '/readyz') =>
      createService({ name, port: portOf(name), environment: { ...common, ...environment }, readyPath, onExit, onOutput });
    const tier = (name: 'municipal' | 'prefectural' | 'national') =>
      make(name, {
        ...stores(name),
        JUKI_KEYS: keys,
        JUKI_GRANT_KEYS: grantKeys,
        JUKI_BODIES: bodies[name].join(','),
      });
    return {
      identity: make('identity', { JUKI_KEYS: join(keys, 'identity'), JUKI_PORTAL_ORIGIN: urlOf('gateway') }, '/healthz'),
      municipal: tier('municipal'),
      prefectural: tier('prefectural'),
      national: tier('national'),
      gateway: make('gateway', {
        ...stores('gateway'),
        JUKI_KEYS: keys,
        JUKI_MUNICIPAL_URL: `${urlOf('municipal')}/graphql`,
        JUKI_PREFECTURAL_URL: `${urlOf('prefectural')}/graphql`,
        JUKI_NATIONAL_URL: `${urlOf('national')}/graphql`,
        JUKI_PORTAL: inRepository('apps/portal/dist'),
        JUKI_EXAMPLES: join(directory, 'examples.json'),
      }),
    };
  }

  function stores(name: 'municipal' | 'prefectural' | 'national' | 'gateway'): Record<string, string> {
    const audit = databases.auditOf[`audit_${name}`];
    return {
      DATABASE_URL: databases.readerOf[name],
      AUDIT_DATABASE_URL: audit.writer,
      AUDIT_SEQUENCER_URL: audit.sequencer,
      AUDIT_READER_URL: audit.reader,
    };
  }
}

interface Wiring {
  readonly urlOf: (name: ServiceName) => string;
  readonly portOf: (name: ServiceName) => number;
}
