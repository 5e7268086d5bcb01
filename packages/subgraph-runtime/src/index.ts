export { type Accesses, AccessLedger, type Holding, type SubjectAccess } from './audit/access-ledger.ts';
export type { AuditedContext } from './audit/resolver-audit-plugin.ts';
export { type Bodies, createBodies } from './bodies.ts';
export { createSubgraphServer, type SubgraphOptions, type SubgraphServer } from './create-subgraph-server.ts';
export type { HttpHandler, Probe } from './http/handle-request.ts';
export type { RunningServer } from './http/http-server.ts';
export type { Limits } from './limits.ts';
export { faultForLog, type Log } from './log.ts';
export type { Bounded } from './pipeline/bounded.ts';
export type { Claim, Policy } from './policy.ts';
export { columnOfField, type ItemColumn, type Sex, type StoredRecord } from './registry/identity-columns.ts';
export type { IdentityRecord } from './registry/identity-record.ts';
export { createRecordLoader, type Person, type RecordLoader } from './registry/record-loader.ts';
export {
  createRegistryCrypto,
  type LocatorKind,
  personRef,
  type RegistryCrypto,
  type SealedColumn,
} from './registry/registry-crypto.ts';
export type { Place, RecordQuery, RegistryRepository, RowScope } from './registry/registry-repository.ts';
export type { FourItems, SearchKeyInput } from './registry/search-key.ts';
