import {
  createRecordLoader,
  createRegistryCrypto,
  createSubgraphServer,
  type RegistryRepository,
  readTypeDefs,
  type SubgraphOptions,
  type SubgraphServer,
} from '@juki/subgraph-runtime';
import type { PrefecturalContext } from './context.ts';
import { resolvers } from './modules/identity-records/resolvers.ts';

/** All that the prefectural subgraph is made of. */
export interface PrefecturalOptions
  extends Omit<SubgraphOptions<PrefecturalContext>, 'audience' | 'typeDefs' | 'resolvers' | 'createContext'> {
  readonly repository: RegistryRepository;
}

/** Makes the subgraph that answers from the governor's file (都道府県知事保存本人確認情報ファイル, 住民基本台帳法30条の6第3項). */
export function createPrefecturalServer(options: PrefecturalOptions): SubgraphServer {
  const { repository, keys, bodies } = options;
  const crypto = createRegistryCrypto(keys, 'prefectural');
  return createSubgraphServer<PrefecturalContext>({
    ...options,
    audience: 'prefectural',
    typeDefs: readTypeDefs(new URL('../src/modules/', import.meta.url), ['identity-records']),
    resolvers,
    createContext: ({ grant, coordinates }, ledger) => ({
      ledger,
      records: createRecordLoader({
        repository,
        crypto,
        scope: grant.scope,
        coordinates,
        recordType: 'PrefecturalRecord',
        // The holder of a row is the governor (都道府県知事) of the municipality that it names. One whom this process does
        // not host has no log here, and so the row no answer.
        bodyOf: (municipalityCode) => bodies.ofPrefecture(municipalityCode.slice(0, 2)) ?? municipalityCode,
        ledger,
      }),
    }),
  });
}
