import {
  createRecordLoader,
  createRegistryCrypto,
  createSubgraphServer,
  type RegistryRepository,
  readTypeDefs,
  type SubgraphOptions,
  type SubgraphServer,
} from '@juki/subgraph-runtime';
import type { NationalContext } from './context.ts';
import { resolvers } from './modules/identity-records/resolvers.ts';

/** All that the national subgraph is made of. */
export interface NationalOptions
  extends Omit<SubgraphOptions<NationalContext>, 'audience' | 'typeDefs' | 'resolvers' | 'createContext'> {
  readonly repository: RegistryRepository;
}

/** Makes the subgraph that answers from the agency's file (機構保存本人確認情報ファイル, 住民基本台帳法30条の7第3項). */
export function createNationalServer(options: NationalOptions): SubgraphServer {
  const { repository, keys } = options;
  const crypto = createRegistryCrypto(keys, 'national');
  return createSubgraphServer<NationalContext>({
    ...options,
    audience: 'national',
    typeDefs: readTypeDefs(new URL('../src/modules/', import.meta.url), ['identity-records']),
    resolvers,
    createContext: ({ grant, coordinates }, ledger) => ({
      ledger,
      records: createRecordLoader({
        repository,
        crypto,
        scope: grant.scope,
        coordinates,
        recordType: 'NationalRecord',
        // One holder for all rows: the agency (機構).
        bodyOf: () => 'jlis',
        ledger,
      }),
    }),
  });
}
