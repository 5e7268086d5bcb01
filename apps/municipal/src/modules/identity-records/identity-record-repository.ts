import { createRegistryRepository, type RegistryRepository, withinMunicipalities } from '@juki/subgraph-runtime';
import type { PrismaClient } from '../../generated/prisma/client.ts';

/** Asks the municipal file (住民基本台帳, 住民基本台帳法5条) through Prisma. The only place of this app that knows its tables. */
export function createIdentityRecordRepository(prisma: PrismaClient): RegistryRepository {
  return createRegistryRepository({
    within: withinMunicipalities,
    locators: (where) => prisma.locator.findMany({ where, select: { municipalityCode: true, ref: true } }),
    records: (query) => prisma.identityRecord.findMany(query),
  });
}
