import { createIssuerKeys, createTokenVerifier, graphAudience } from '@juki/access-tokens';
import {
  assertStoreSafe,
  createAuditWriter,
  createLogReader,
  createSequencer,
  logHttpHandler,
} from '@juki/audit-log/postgres';
import { createGrantVerifier } from '@juki/grants/verify';
import { createFileKeyProvider } from '@juki/keys';
import { readSnapshot } from '@juki/snapshot';
import { pino } from 'pino';
import { createBodies } from '../bodies.ts';
import { createPolicy } from '../create-policy.ts';
import type { SubgraphServer } from '../create-subgraph-server.ts';
import type { RunningServer } from '../http/http-server.ts';
import { faultForLog } from '../log.ts';
import type { RegistryServerOptions } from '../registry/create-registry-server.ts';
import type { RegistryRepository } from '../registry/registry-repository.ts';
import { grantKeys } from './gateway-keys.ts';
import { createRegistryCheck } from './registry-check.ts';
import type { TierEnvironment } from './tier-environment.ts';

/** What an app adds to its process: its tables, and its server. */
export interface Tier {
  readonly name: string;
  openRepository(url: string): { readonly repository: RegistryRepository; close(): Promise<void> };
  createServer(parts: TierParts): SubgraphServer;
}

/** What the process hands to an app's server. */
export type TierParts = Omit<RegistryServerOptions, 'limits'>;

/**
 * Puts a tier's process together from its environment: keys, snapshot, log store with the sequencer of its bodies,
 * database, server. Refuses to start where the log could lose a record (`AUDIT_STORE_UNSAFE`), where the snapshot is not
 * of one build, and, in service, where the file holds synthetic people (`CONFIGURATION_INVALID`).
 */
export async function startTier(environment: TierEnvironment, tier: Tier): Promise<RunningServer> {
  const log = pino({ name: tier.name, level: environment.logLevel });
  const clock = Date.now;
  const keys = createFileKeyProvider(environment.keys);
  const { hash, matrix, catalogue } = readSnapshot({ profile: environment.profile });
  const registry = createRegistryCheck(environment.databaseUrl);
  if (environment.profile === 'service') await registry.refuseSynthetic();
  await assertStoreSafe(environment.auditWriterUrl);

  const audit = createAuditWriter({ url: environment.auditWriterUrl });
  const reader = createLogReader({ url: environment.auditReaderUrl });
  const sequencer = createSequencer({
    url: environment.auditSequencerUrl,
    bodies: environment.bodies,
    signerFor: (body) => keys.signer(`log/${body}`),
    onFailure: (body, fault) =>
      log.error({ body, fault: faultForLog(fault) }, 'the sequencer failed; it goes on trying'),
  });
  const opened = tier.openRepository(environment.databaseUrl);
  const { issuer } = environment;
  const server = tier.createServer({
    repository: opened.repository,
    policy: createPolicy({ snapshot: hash, matrix, seatOf: (agency) => catalogue.agency(agency) }),
    verifyGrant: createGrantVerifier(grantKeys(environment.gatewayKeys)),
    verifyToken: createTokenVerifier({ issuer, audience: graphAudience, keys: createIssuerKeys(issuer), clock }),
    audit,
    keys,
    bodies: createBodies(environment.bodies),
    clock,
    clockState: environment.clockSynchronised ? 'synchronised' : 'unknown',
    log,
    probes: { database: registry.probe, audit: () => assertStoreSafe(environment.auditWriterUrl) },
    publishedLog: logHttpHandler(reader),
  });
  const running = await server.listen(environment.port, environment.host);
  sequencer.start();
  log.info({ port: running.port, bodies: environment.bodies, snapshot: hash }, 'ready');

  return {
    port: running.port,
    async close() {
      // In the order of a request: nothing new comes in, what runs is recorded, what is recorded is sequenced.
      await running.close();
      await audit.close();
      await sequencer.stop();
      await Promise.all([reader.close(), registry.close(), opened.close()]);
    },
  };
}
