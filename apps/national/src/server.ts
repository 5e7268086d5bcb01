import {
  createRegistryServer,
  type RegistryServerOptions,
  readTypeDefs,
  type SubgraphServer,
} from '@juki/subgraph-runtime';
import { resolvers } from './modules/identity-records/resolvers.ts';

/** Makes the subgraph that answers from the agency's file (機構保存本人確認情報ファイル, 住民基本台帳法30条の7第3項). */
export function createNationalServer(options: RegistryServerOptions): SubgraphServer {
  return createRegistryServer(
    {
      audience: 'national',
      recordType: 'NationalRecord',
      typeDefs: readTypeDefs(new URL('../src/modules/', import.meta.url), ['identity-records']),
      resolvers,
      // One holder for all rows: the agency (機構).
      bodyOf: () => 'jlis',
    },
    options,
  );
}
