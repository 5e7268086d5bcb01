import type { AuditedContext, RecordLoader } from '@juki/subgraph-runtime';

/** What the resolvers of one request may use: loaders bound to its grant, and the ledger of what they touch. */
export interface PrefecturalContext extends AuditedContext {
  readonly records: RecordLoader;
}
