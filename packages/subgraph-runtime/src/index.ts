export { type Accesses, AccessLedger, type Holding, type SubjectAccess } from './audit/access-ledger.ts';
export type { AuditedContext } from './audit/resolver-audit-plugin.ts';
export { type Bodies, createBodies } from './bodies.ts';
export { createPolicy, type PolicyOptions, type Seat } from './create-policy.ts';
export { createSubgraphServer, type SubgraphOptions, type SubgraphServer } from './create-subgraph-server.ts';
export type { Probe, PublishedLog } from './http/handle-request.ts';
export type { RunningServer } from './http/http-server.ts';
export type { Limits } from './limits.ts';
export { faultForLog, type Log } from './log.ts';
export type { Bounded } from './pipeline/bounded.ts';
export type { Claim, Policy } from './policy.ts';
export { readTypeDefs } from './read-type-defs.ts';
export { columnOfField, type ItemColumn, type Sex, type StoredRecord } from './registry/identity-columns.ts';
export type { IdentityRecord } from './registry/identity-record.ts';
export { createRecordLoader, type Person, type RecordLoader } from './registry/record-loader.ts';
export {
  type Bytes,
  createRegistryCrypto,
  type LocatorKind,
  personRef,
  type RegistryCrypto,
  type SealedColumn,
} from './registry/registry-crypto.ts';
export {
  createRegistryRepository,
  type Place,
  type RecordQuery,
  type RegistryRepository,
  type RegistryTables,
  type RowScope,
} from './registry/registry-repository.ts';
export {
  type WithinMunicipalities,
  type WithinPrefectures,
  withinMunicipalities,
  withinPrefectures,
} from './registry/row-scope.ts';
export { type LocatorRow, type PlainRecord, type SealedRecord, sealRecord } from './registry/seal-record.ts';
export type { FourItems, SearchKeyInput } from './registry/search-key.ts';
export { runProcess } from './tier/run-process.ts';
export { startTier, type Tier, type TierParts } from './tier/start-tier.ts';
export { parseTierEnvironment, type TierEnvironment } from './tier/tier-environment.ts';
