import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/resolverMap.js';
import type { Grant } from '@juki/grants';
import type { AuditedContext } from '../audit/resolver-audit-plugin.ts';
import { createSubgraphServer, type SubgraphOptions, type SubgraphServer } from '../create-subgraph-server.ts';
import { mergeResolvers } from '../merge-resolvers.ts';
import { readTypeDefs } from '../read-type-defs.ts';
import { createRecordLoader, type RecordLoader, type RecordLoaderOptions } from './record-loader.ts';
import { type Bytes, createRegistryCrypto } from './registry-crypto.ts';
import type { RegistryRepository } from './registry-repository.ts';

/** What the resolvers of one request may use: loaders bound to its grant, and the ledger of what they touch. */
export interface RegistryContext<Services = unknown> extends AuditedContext {
  readonly records: RecordLoader;
  /** Verified and held: actor, purpose, scope, case, request, day. Personal data are read and written within it only. */
  readonly grant: Grant;
  /** Milliseconds since 1970 at which the operation began to run. */
  readonly now: number;
  /** What the app made once, at its start. A module names only those that it uses. */
  readonly services: Services;
}

/** A module of a tier: the folder below `src/modules/` with its `schema.graphql`, and its resolvers by coordinate. */
export interface TierModule<Services = unknown> {
  readonly name: string;
  readonly resolvers: GraphQLResolverMap<RegistryContext<Services>>;
}

/** In what a tier differs from the others: its words, its modules, and who holds its rows. */
export interface RegistryTier<Services>
  extends Pick<SubgraphOptions<RegistryContext<Services>>, 'audience'>,
    Pick<RecordLoaderOptions, 'recordTypes' | 'bodyOf'> {
  /** Address of the folder of modules in the sources. */
  readonly folder: URL;
  readonly modules: readonly TierModule<Services>[];
  /** The only persons whom the affair of a grant reaches inside its scope; `null`: all of them. */
  readonly onlyPersons?: (grant: Grant, services: Services) => Promise<readonly Bytes[] | null>;
}

/** All else that the subgraph of a tier is made of. */
export interface RegistryServerOptions<Services>
  extends Omit<SubgraphOptions<RegistryContext<Services>>, 'audience' | 'typeDefs' | 'resolvers' | 'createContext'> {
  readonly repository: RegistryRepository;
  readonly services: Services;
}

/** Makes the subgraph that answers from the file of one tier. */
export function createRegistryServer<Services>(
  tier: RegistryTier<Services>,
  options: RegistryServerOptions<Services>,
): SubgraphServer {
  const { audience, recordTypes, bodyOf, folder, modules, onlyPersons } = tier;
  const { repository, keys, clock, services } = options;
  const crypto = createRegistryCrypto(keys, audience);
  return createSubgraphServer<RegistryContext<Services>>({
    ...options,
    audience,
    typeDefs: readTypeDefs(
      folder,
      modules.map(({ name }) => name),
    ),
    resolvers: mergeResolvers(modules),
    createContext: ({ grant, coordinates }, ledger) => ({
      ledger,
      grant,
      now: clock(),
      services,
      records: createRecordLoader({
        repository,
        crypto,
        scope: grant.scope,
        coordinates,
        recordTypes,
        bodyOf,
        ledger,
        only: async () => (await onlyPersons?.(grant, services)) ?? null,
      }),
    }),
  });
}
