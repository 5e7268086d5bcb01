import { join } from 'node:path';
import { bodies, inRepository, type ServiceName, type tiers } from './layout.ts';
import { senderKeys } from './make-keys.ts';
import type { Databases } from './start-databases.ts';
import { outsideWitness, watchedLogs, witnessesOf, witnessSettings } from './witnesses.ts';
import { exampleFiles } from './write-examples.ts';

/** What the processes must be told of each other. */
export interface Wiring {
  readonly directory: string;
  readonly keys: string;
  /** Public keys of the gateway's grants, as the tiers read them. */
  readonly grantKeys: string;
  readonly databases: Databases;
  readonly logLevel: string;
  /** What every process gets beside its own settings: PATH and the like. */
  readonly inherited: Readonly<Record<string, string>>;
  readonly urlOf: (name: ServiceName) => string;
}

type Environment = Readonly<Record<string, string>>;

/** The environment of each process (apps/<name>, environment.ts): its own addresses, its own logins, and nothing more. */
export function environmentsOf(wiring: Wiring): Readonly<Record<ServiceName, Environment>> {
  const { directory, keys, grantKeys, urlOf } = wiring;
  const common = {
    ...wiring.inherited,
    JUKI_PROFILE: 'development',
    JUKI_ISSUER: urlOf('identity'),
    LOG_LEVEL: wiring.logLevel,
  };
  const witnesses = witnessesOf({ directory, keys, urlOf });
  const tier = (name: (typeof tiers)[number]) => ({
    ...common,
    ...stores(wiring.databases, name),
    DATABASE_WRITER_URL: wiring.databases.writerOf[name],
    DATABASE_ERASER_URL: wiring.databases.eraserOf[name],
    JUKI_GATEWAY: urlOf('gateway'),
    JUKI_MACHINE_KEYS: join(keys, 'identity', 'machines'),
    JUKI_FOLDER: join(directory, 'folders'),
    JUKI_KEYS: keys,
    JUKI_GRANT_KEYS: grantKeys,
    JUKI_SENDER_KEYS: senderKeys(keys),
    JUKI_BODIES: bodies[name].join(','),
    JUKI_WITNESSES: witnessSettings(witnesses, name, keys),
  });
  return {
    identity: { ...common, JUKI_KEYS: join(keys, 'identity'), JUKI_PORTAL_ORIGIN: urlOf('gateway') },
    witness: {
      ...common,
      JUKI_WITNESS_NAME: 'witness.example/outside',
      JUKI_WITNESS_DIRECTORY: outsideWitness(directory),
      JUKI_WATCHED_LOGS: watchedLogs(keys, 'witness').join(' '),
    },
    municipal: tier('municipal'),
    prefectural: tier('prefectural'),
    national: tier('national'),
    gateway: {
      ...common,
      ...stores(wiring.databases, 'gateway'),
      JUKI_KEYS: keys,
      JUKI_WITNESSES: witnessSettings(witnesses, 'gateway', keys),
      JUKI_MUNICIPAL_URL: `${urlOf('municipal')}/graphql`,
      JUKI_PREFECTURAL_URL: `${urlOf('prefectural')}/graphql`,
      JUKI_NATIONAL_URL: `${urlOf('national')}/graphql`,
      JUKI_PORTAL: inRepository('apps/portal/dist'),
      JUKI_EXAMPLES: exampleFiles(directory).list,
    },
  };
}

function stores(databases: Databases, name: (typeof tiers)[number] | 'gateway'): Environment {
  const audit = databases.auditOf[`audit_${name}`];
  return {
    DATABASE_URL: databases.readerOf[name],
    AUDIT_DATABASE_URL: audit.writer,
    AUDIT_SEQUENCER_URL: audit.sequencer,
    AUDIT_READER_URL: audit.reader,
    AUDIT_WITNESS_URL: audit.witness,
  };
}
