import {
  type Bodies,
  createRegistryServer,
  type RegistryServerOptions,
  type RegistryTier,
  type SubgraphServer,
  type TierModule,
} from '@juki/subgraph-runtime';
import { resolvers as bulkProvision } from './modules/bulk-provision/resolvers.ts';
import { resolvers as changeNotifications } from './modules/change-notifications/resolvers.ts';
import { resolvers as consent } from './modules/consent/resolvers.ts';
import { resolvers as consistency } from './modules/consistency/resolvers.ts';
import { resolvers as disclosure } from './modules/disclosure/resolvers.ts';
import { resolvers as identityRecords } from './modules/identity-records/resolvers.ts';
import { resolvers as inquiries } from './modules/inquiries/resolvers.ts';
import { resolvers as mediaLedger } from './modules/media-ledger/resolvers.ts';
import { resolvers as retention } from './modules/retention/resolvers.ts';
import { resolvers as statistics } from './modules/statistics/resolvers.ts';
import type { PrefecturalServices } from './open-services.ts';

/** The modules of this tier: folder below `modules/`, and resolvers. */
const modules: readonly TierModule<PrefecturalServices>[] = [
  { name: 'identity-records', resolvers: identityRecords },
  { name: 'change-notifications', resolvers: changeNotifications },
  { name: 'consistency', resolvers: consistency },
  { name: 'inquiries', resolvers: inquiries },
  { name: 'disclosure', resolvers: disclosure },
  { name: 'bulk-provision', resolvers: bulkProvision },
  { name: 'media-ledger', resolvers: mediaLedger },
  { name: 'retention', resolvers: retention },
  { name: 'statistics', resolvers: statistics },
  { name: 'consent', resolvers: consent },
];

/** Makes the subgraph that answers from the governor's file (都道府県知事保存本人確認情報ファイル, 住民基本台帳法30条の6第3項). */
export function createPrefecturalServer(options: RegistryServerOptions<PrefecturalServices>): SubgraphServer {
  return createRegistryServer(
    {
      ...prefecturalTier(modules, options.bodies),
      onlyPersons: (grant, services) => services.consent.onlyPersons(grant),
    },
    options,
  );
}

/** This tier with some of its modules: all of them in a process, one in a test of that module. */
export function prefecturalTier<Services>(
  chosen: readonly TierModule<Services>[],
  bodies: Bodies,
): RegistryTier<Services> {
  return {
    audience: 'prefectural',
    recordTypes: ['PrefecturalRecord'],
    folder: new URL('../src/modules/', import.meta.url),
    modules: chosen,
    // The holder of a row is the governor (都道府県知事) of the municipality that it names. One whom this process does
    // not host has no log here, and so the row no answer.
    bodyOf: (municipalityCode) => bodies.ofPrefecture(municipalityCode.slice(0, 2)) ?? municipalityCode,
  };
}
