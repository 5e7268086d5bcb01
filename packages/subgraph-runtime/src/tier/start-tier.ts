import { createIssuerKeys, createTokenVerifier, graphAudience } from '@juki/access-tokens';
import type { AuditWriter } from '@juki/audit-log';
import { assertStoreSafe, keepLogs, type LogReader } from '@juki/audit-log/postgres';
import type { MachineClient } from '@juki/client/machine';
import { createPool } from '@juki/database';
import type { Audience } from '@juki/grants';
import { createGrantVerifier, type GrantKey } from '@juki/grants/verify';
import { createFileKeyProvider, type KeyProvider } from '@juki/keys';
import type { Catalogue } from '@juki/legal-basis';
import { readSnapshot } from '@juki/snapshot';
import type { Pool } from 'pg';
import { pino } from 'pino';
import { createPseudonyms, type Pseudonyms } from '../audit/pseudonyms.ts';
import { type Bodies, createBodies } from '../bodies.ts';
import { createPolicy, type Seat } from '../create-policy.ts';
import type { SubgraphServer } from '../create-subgraph-server.ts';
import type { RunningServer } from '../http/http-server.ts';
import { faultForLog, type Log } from '../log.ts';
import type { Policy } from '../policy.ts';
import type { RegistryServerOptions } from '../registry/create-registry-server.ts';
import { createRegistryCrypto, type RegistryCrypto } from '../registry/registry-crypto.ts';
import type { RegistryRepository } from '../registry/registry-repository.ts';
import type { Worker } from './create-loop.ts';
import { grantKeys } from './gateway-keys.ts';
import { createItemOf } from './item-of.ts';
import { machinesOf } from './machines-of.ts';
import { createRegistryCheck } from './registry-check.ts';
import { tellLogTrouble } from './tell-log-trouble.ts';
import type { TierEnvironment } from './tier-environment.ts';

/** What an app adds to its process: its tables, what its modules need, and its server. */
export interface Tier<Services> {
  readonly name: Audience;
  openRepository(url: string): { readonly repository: RegistryRepository; close(): Promise<void> };
  openServices(parts: ServiceParts): OpenedServices<Services> | Promise<OpenedServices<Services>>;
  createServer(parts: TierParts<Services>): SubgraphServer;
}

/** What the process hands to an app's server. */
export type TierParts<Services> = Omit<RegistryServerOptions<Services>, 'limits'>;

/** What the process hands to those who make services. */
export interface ServiceParts {
  /** The tier's database, as the role that may only read. */
  readonly readerUrl: string;
  /** The tier's database, as the role that adds and dates rows; closed by the process. */
  readonly writer: Pool;
  /** The tier's database, as the role that erases what is past its period of keeping. */
  readonly eraserUrl: string;
  readonly keys: KeyProvider;
  readonly crypto: RegistryCrypto;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly log: Log;
  readonly bodies: Bodies;
  /** The client by which a body's machine speaks to other tiers, through the gateway. */
  readonly machineOf: (body: string) => MachineClient;
  /** Reads the records of this tier's logs. Showing them is an access of its own: hold the subject in the ledger. */
  readonly logReader: LogReader;
  /** Under which pseudonym a subject stands in a body's log. */
  readonly pseudonyms: Pseudonyms;
  readonly audit: AuditWriter;
  /** Directory below which shared folders lie, `<folder>/<body>/…`. */
  readonly folder: string;
  /** The keys with which a body signs what it notifies; none for one that does not notify this tier. */
  readonly keysOfSender: (body: string) => readonly GrantKey[];
  /** Where an agency (機関) stands: for whom a caller acts, where the reach of the purpose does not say it. */
  readonly seatOf: (agency: string) => Seat | undefined;
  /** This tier's own copy of the snapshot. */
  readonly policy: Policy;
  /** The law of the snapshot: names of agencies, purposes and items, for answers that people read. */
  readonly catalogue: Catalogue;
  /** The item (項目) that a coordinate carries today; `null` for one without, or one that the graph no longer has. */
  readonly itemOf: (coordinate: string) => string | null;
}

/** What an app made from them. */
export interface OpenedServices<Services> {
  readonly services: Services;
  /** Started when the server listens, stopped before it closes. */
  readonly workers: readonly Worker[];
  readonly close: () => Promise<void>;
}

/**
 * Puts a tier's process together from its environment: keys, snapshot, log store with the sequencer of its bodies,
 * database, server. Refuses to start where the log could lose a record (`AUDIT_STORE_UNSAFE`), where the snapshot is not
 * of one build, and, in service, where the file holds synthetic people (`CONFIGURATION_INVALID`).
 */
export async function startTier<Services>(environment: TierEnvironment, tier: Tier<Services>): Promise<RunningServer> {
  const log = pino({ name: tier.name, level: environment.logLevel });
  const clock = Date.now;
  const keys = createFileKeyProvider(environment.keys);
  const snapshot = readSnapshot({ profile: environment.profile });
  const { hash, matrix, catalogue } = snapshot;
  const registry = createRegistryCheck(environment.databaseUrl);
  if (environment.profile === 'service') await registry.refuseSynthetic();
  await assertStoreSafe(environment.auditWriterUrl);

  const logs = keepLogs({
    urls: {
      writer: environment.auditWriterUrl,
      sequencer: environment.auditSequencerUrl,
      reader: environment.auditReaderUrl,
      witness: environment.auditWitnessUrl,
    },
    bodies: environment.bodies,
    signerFor: (body) => keys.signer(`log/${body}`),
    witnessing: environment.witnessing,
    cosigner: () => keys.signer(`witness/${tier.name}`),
    clock,
    onTrouble: tellLogTrouble(log),
  });
  const opened = tier.openRepository(environment.databaseUrl);
  const writer = createPool(environment.databaseWriterUrl, {}, (fault) =>
    log.warn({ fault: faultForLog(fault) }, 'a connection to the database was lost'),
  );
  const bodies = createBodies(environment.bodies);
  const seatOf = (agency: string) => catalogue.agency(agency);
  const policy = createPolicy({ snapshot: hash, matrix, seatOf });
  const { services, workers, close } = await tier.openServices({
    readerUrl: environment.databaseUrl,
    writer,
    eraserUrl: environment.databaseEraserUrl,
    catalogue,
    keys,
    crypto: createRegistryCrypto(keys, tier.name),
    clock,
    log,
    bodies,
    machineOf: machinesOf(tier.name, environment, clock),
    logReader: logs.reader,
    pseudonyms: createPseudonyms(keys, environment.bodies),
    audit: logs.writer,
    folder: environment.folder,
    keysOfSender: (body) => grantKeys(environment.senderKeys.get(body) ?? []),
    seatOf,
    itemOf: createItemOf(() => snapshot.ruleBook),
    policy,
  });
  const { issuer } = environment;
  const server = tier.createServer({
    repository: opened.repository,
    services,
    policy,
    verifyGrant: createGrantVerifier(grantKeys(environment.gatewayKeys)),
    verifyToken: createTokenVerifier({ issuer, audience: graphAudience, keys: createIssuerKeys(issuer), clock }),
    audit: logs.writer,
    keys,
    bodies,
    clock,
    clockState: environment.clockSynchronised ? 'synchronised' : 'unknown',
    log,
    probes: { database: registry.probe, audit: () => assertStoreSafe(environment.auditWriterUrl) },
    publishedLog: logs.published,
    addCheckpoint: logs.addCheckpoint,
  });
  const running = await server.listen(environment.port, environment.host);
  logs.start();
  for (const worker of workers) worker.start();
  log.info({ port: running.port, bodies: environment.bodies, snapshot: hash }, 'ready');

  return {
    port: running.port,
    async close() {
      // In the order of a request: nothing new comes in, what runs is recorded, what is recorded is sequenced.
      await Promise.all(workers.map((worker) => worker.stop()));
      await running.close();
      await close();
      await logs.close();
      await Promise.all([registry.close(), opened.close(), writer.end()]);
    },
  };
}
