import { createRegistryRepository, type RegistryRepository, withinPrefectures } from '@juki/subgraph-runtime';
import type { PrismaClient } from '../../generated/prisma/client.ts';

/** Asks the agency's file (機構保存本人確認情報ファイル, 住民基本台帳法30条の7第3項) through Prisma. The only place of this app that knows its tables. */
export function createIdentityRecordRepository(prisma: PrismaClient): RegistryRepository {
  return createRegistryRepository({
    within: withinPrefectures,
    locators: (where) => prisma.locator.findMany({ where, select: { municipalityCode: true, ref: true } }),
    records: (query) => prisma.identityRecord.findMany(query),
  });
}
