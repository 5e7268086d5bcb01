import {
  createRegistryServer,
  type RegistryServerOptions,
  type RegistryTier,
  type SubgraphServer,
  type TierModule,
} from '@juki/subgraph-runtime';
import { resolvers as changeNotifications } from './modules/change-notifications/resolvers.ts';
import { resolvers as consistency } from './modules/consistency/resolvers.ts';
import { resolvers as disclosure } from './modules/disclosure/resolvers.ts';
import { resolvers as identityRecords } from './modules/identity-records/resolvers.ts';
import { resolvers as mediaLedger } from './modules/media-ledger/resolvers.ts';
import { resolvers as residentRegister } from './modules/resident-register/resolvers.ts';
import { resolvers as retention } from './modules/retention/resolvers.ts';
import { resolvers as specialMoves } from './modules/special-moves/resolvers.ts';
import { resolvers as statistics } from './modules/statistics/resolvers.ts';
import { resolvers as wideAreaIssue } from './modules/wide-area-issue/resolvers.ts';
import type { MunicipalServices } from './open-services.ts';

/** The modules of this tier: folder below `modules/`, and resolvers. */
const modules: readonly TierModule<MunicipalServices>[] = [
  { name: 'identity-records', resolvers: identityRecords },
  { name: 'disclosure', resolvers: disclosure },
  { name: 'change-notifications', resolvers: changeNotifications },
  { name: 'consistency', resolvers: consistency },
  { name: 'media-ledger', resolvers: mediaLedger },
  { name: 'resident-register', resolvers: residentRegister },
  { name: 'wide-area-issue', resolvers: wideAreaIssue },
  { name: 'special-moves', resolvers: specialMoves },
  { name: 'retention', resolvers: retention },
  { name: 'statistics', resolvers: statistics },
];

/** Makes the subgraph that answers from the municipal file (住民基本台帳, 住民基本台帳法5条). */
export function createMunicipalServer(options: RegistryServerOptions<MunicipalServices>): SubgraphServer {
  return createRegistryServer(municipalTier(modules), options);
}

/** This tier with some of its modules: all of them in a process, one in a test of that module. */
export function municipalTier<Services>(chosen: readonly TierModule<Services>[]): RegistryTier<Services> {
  return {
    audience: 'municipal',
    recordTypes: ['MunicipalRecord'],
    folder: new URL('../src/modules/', import.meta.url),
    modules: chosen,
    // The holder of a row is the municipality (市町村長) that it names.
    bodyOf: (municipalityCode) => municipalityCode,
  };
}
