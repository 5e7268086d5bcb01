export type { SubgraphServer } from './create-subgraph-server.ts';
export type { RunningServer } from './http/http-server.ts';
export { readTypeDefs } from './read-type-defs.ts';
export {
  createRegistryServer,
  type RegistryContext,
  type RegistryServerOptions,
  type RegistryTier,
} from './registry/create-registry-server.ts';
export type { IdentityRecord } from './registry/identity-record.ts';
export type { Person } from './registry/record-loader.ts';
export { createRegistryRepository, type RegistryRepository } from './registry/registry-repository.ts';
export { withinMunicipalities, withinPrefectures } from './registry/row-scope.ts';
export type { SearchKeyInput } from './registry/search-key.ts';
export { runProcess } from './tier/run-process.ts';
export { startTier, type Tier, type TierParts } from './tier/start-tier.ts';
export { parseTierEnvironment, type TierEnvironment } from './tier/tier-environment.ts';
