import {
  createRecordLoader,
  createRegistryCrypto,
  createSubgraphServer,
  type RegistryRepository,
  readTypeDefs,
  type SubgraphOptions,
  type SubgraphServer,
} from '@juki/subgraph-runtime';
import type { MunicipalContext } from './context.ts';
import { resolvers } from './modules/identity-records/resolvers.ts';

/** All that the municipal subgraph is made of. */
export interface MunicipalOptions
  extends Omit<SubgraphOptions<MunicipalContext>, 'audience' | 'typeDefs' | 'resolvers' | 'createContext'> {
  readonly repository: RegistryRepository;
}

/** Makes the subgraph that answers from the municipal file (住民基本台帳, 住民基本台帳法5条). */
export function createMunicipalServer(options: MunicipalOptions): SubgraphServer {
  const { repository, keys } = options;
  const crypto = createRegistryCrypto(keys, 'municipal');
  return createSubgraphServer<MunicipalContext>({
    ...options,
    audience: 'municipal',
    typeDefs: readTypeDefs(new URL('../src/modules/', import.meta.url), ['identity-records']),
    resolvers,
    createContext: ({ grant, coordinates }, ledger) => ({
      ledger,
      records: createRecordLoader({
        repository,
        crypto,
        scope: grant.scope,
        coordinates,
        recordType: 'MunicipalRecord',
        // The holder of a row is the municipality (市町村長) that it names.
        bodyOf: (municipalityCode) => municipalityCode,
        ledger,
      }),
    }),
  });
}
