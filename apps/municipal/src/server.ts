import {
  createRegistryServer,
  type RegistryServerOptions,
  type RegistryTier,
  type SubgraphServer,
  type TierModule,
} from '@juki/subgraph-runtime';
import { resolvers as identityRecords } from './modules/identity-records/resolvers.ts';
import type { MunicipalServices } from './open-services.ts';

/** The modules of this tier: folder below `modules/`, and resolvers. */
const modules: readonly TierModule<MunicipalServices>[] = [{ name: 'identity-records', resolvers: identityRecords }];

/** Makes the subgraph that answers from the municipal file (住民基本台帳, 住民基本台帳法5条). */
export function createMunicipalServer(options: RegistryServerOptions<MunicipalServices>): SubgraphServer {
  return createRegistryServer(municipalTier(modules), options);
}

/** This tier with some of its modules: all of them in a process, one in a test of that module. */
export function municipalTier<Services>(chosen: readonly TierModule<Services>[]): RegistryTier<Services> {
  return {
    audience: 'municipal',
    recordType: 'MunicipalRecord',
    folder: new URL('../src/modules/', import.meta.url),
    modules: chosen,
    // The holder of a row is the municipality (市町村長) that it names.
    bodyOf: (municipalityCode) => municipalityCode,
  };
}
