import type { AuditedContext } from '../audit/resolver-audit-plugin.ts';
import { createSubgraphServer, type SubgraphOptions, type SubgraphServer } from '../create-subgraph-server.ts';
import { createRecordLoader, type RecordLoader, type RecordLoaderOptions } from './record-loader.ts';
import { createRegistryCrypto } from './registry-crypto.ts';
import type { RegistryRepository } from './registry-repository.ts';

/** What the resolvers of one request may use: loaders bound to its grant, and the ledger of what they touch. */
export interface RegistryContext extends AuditedContext {
  readonly records: RecordLoader;
}

/** In what a tier differs from the others: its words, and who holds its rows. */
export type RegistryTier = Pick<SubgraphOptions<RegistryContext>, 'audience' | 'typeDefs' | 'resolvers'> &
  Pick<RecordLoaderOptions, 'recordType' | 'bodyOf'>;

/** All else that the subgraph of a tier is made of. */
export interface RegistryServerOptions
  extends Omit<SubgraphOptions<RegistryContext>, 'audience' | 'typeDefs' | 'resolvers' | 'createContext'> {
  readonly repository: RegistryRepository;
}

/** Makes the subgraph that answers from the file of one tier. */
export function createRegistryServer(tier: RegistryTier, options: RegistryServerOptions): SubgraphServer {
  const { audience, typeDefs, resolvers, recordType, bodyOf } = tier;
  const { repository, keys } = options;
  const crypto = createRegistryCrypto(keys, audience);
  return createSubgraphServer<RegistryContext>({
    ...options,
    audience,
    typeDefs,
    resolvers,
    createContext: ({ grant, coordinates }, ledger) => ({
      ledger,
      records: createRecordLoader({
        repository,
        crypto,
        scope: grant.scope,
        coordinates,
        recordType,
        bodyOf,
        ledger,
      }),
    }),
  });
}
