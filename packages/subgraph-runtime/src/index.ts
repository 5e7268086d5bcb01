export { AccessLedger, type Holding } from './audit/access-ledger.ts';
export { createPseudonyms, type Pseudonyms } from './audit/pseudonyms.ts';
export type { Bodies } from './bodies.ts';
export type { SubgraphServer } from './create-subgraph-server.ts';
export type { RunningServer } from './http/http-server.ts';
export { faultForLog, type Log } from './log.ts';
export { readTypeDefs } from './read-type-defs.ts';
export {
  createRegistryServer,
  type RegistryContext,
  type RegistryServerOptions,
  type RegistryTier,
  type TierModule,
} from './registry/create-registry-server.ts';
export { type IdentityRecord, parseRef, refText } from './registry/identity-record.ts';
export type { Person, SearchEach } from './registry/record-loader.ts';
export { type Bytes, createRegistryCrypto, personRef, type RegistryCrypto } from './registry/registry-crypto.ts';
export { createRegistryRepository, type RegistryRepository } from './registry/registry-repository.ts';
export { withinMunicipalities, withinPrefectures } from './registry/row-scope.ts';
export type { SearchKeyInput } from './registry/search-key.ts';
export { createInquiries, type Inquiries } from './second-hop/create-inquiries.ts';
export { combineServices } from './tier/combine-services.ts';
export { createLoop, type Loop, type LoopOptions, logFault, type Worker } from './tier/create-loop.ts';
export { runProcess } from './tier/run-process.ts';
export { type OpenedServices, type ServiceParts, startTier, type Tier, type TierParts } from './tier/start-tier.ts';
export { parseTierEnvironment, type TierEnvironment } from './tier/tier-environment.ts';
