import {
  createRegistryServer,
  type RegistryServerOptions,
  readTypeDefs,
  type SubgraphServer,
} from '@juki/subgraph-runtime';
import { resolvers } from './modules/identity-records/resolvers.ts';

/** Makes the subgraph that answers from the governor's file (都道府県知事保存本人確認情報ファイル, 住民基本台帳法30条の6第3項). */
export function createPrefecturalServer(options: RegistryServerOptions): SubgraphServer {
  const { bodies } = options;
  return createRegistryServer(
    {
      audience: 'prefectural',
      recordType: 'PrefecturalRecord',
      typeDefs: readTypeDefs(new URL('../src/modules/', import.meta.url), ['identity-records']),
      resolvers,
      // The holder of a row is the governor (都道府県知事) of the municipality that it names. One whom this process does
      // not host has no log here, and so the row no answer.
      bodyOf: (municipalityCode) => bodies.ofPrefecture(municipalityCode.slice(0, 2)) ?? municipalityCode,
    },
    options,
  );
}
