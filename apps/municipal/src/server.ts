import {
  createRegistryServer,
  type RegistryServerOptions,
  readTypeDefs,
  type SubgraphServer,
} from '@juki/subgraph-runtime';
import { resolvers } from './modules/identity-records/resolvers.ts';

/** Makes the subgraph that answers from the municipal file (住民基本台帳, 住民基本台帳法5条). */
export function createMunicipalServer(options: RegistryServerOptions): SubgraphServer {
  return createRegistryServer(
    {
      audience: 'municipal',
      recordType: 'MunicipalRecord',
      typeDefs: readTypeDefs(new URL('../src/modules/', import.meta.url), ['identity-records']),
      resolvers,
      // The holder of a row is the municipality (市町村長) that it names.
      bodyOf: (municipalityCode) => municipalityCode,
    },
    options,
  );
}
