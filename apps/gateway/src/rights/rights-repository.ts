import { createPrismaAdapter } from '@juki/database';
import { legalDateAt } from '@juki/legal-basis';
import { PrismaClient } from '../generated/prisma/client.ts';
import type { RightsState } from './rights-copy.ts';

/** Reads the ledger of rights and the ordinances on file. */
export interface RightsRepository {
  version(): Promise<bigint>;
  read(): Promise<RightsState>;
  close(): Promise<void>;
}

/** The ledger in PostgreSQL (`prisma/gateway`). Each statement reads one version and what belongs to it. */
export function createRightsRepository(url: string): RightsRepository {
  const prisma = new PrismaClient({ adapter: createPrismaAdapter(url, { max: 2 }) });

  return {
    version,
    async read() {
      return prisma.$transaction(
        async (snapshot) => {
          const { version: current } = await snapshot.rightsVersion.findUniqueOrThrow({ where: { id: 1 } });
          const rights = await snapshot.operatorRight.findMany();
          const ordinances = await snapshot.ordinance.findMany();
          return { version: current, rights: rights.map(asRight), ordinances: ordinances.map(asOrdinance) };
        },
        { isolationLevel: 'RepeatableRead' },
      );
    },
    close: () => prisma.$disconnect(),
  };

  async function version(): Promise<bigint> {
    return (await prisma.rightsVersion.findUniqueOrThrow({ where: { id: 1 } })).version;
  }
}

type RightRow = Awaited<ReturnType<PrismaClient['operatorRight']['findMany']>>[number];
type OrdinanceRow = Awaited<ReturnType<PrismaClient['ordinance']['findMany']>>[number];

function asRight(row: RightRow): RightsState['rights'][number] {
  const ends = [row.validTo, row.revokedAt].map((end) => end?.getTime() ?? Number.POSITIVE_INFINITY);
  return {
    operator: row.operator,
    agency: row.agency,
    purpose: row.purpose,
    from: row.validFrom.getTime(),
    until: Math.min(...ends),
  };
}

function asOrdinance(row: OrdinanceRow): RightsState['ordinances'][number] {
  // A date column arrives as midnight UTC; nine hours later it is the same day in Tokyo.
  const from = legalDateAt(row.inForceFrom.getTime());
  const to = row.inForceTo === null ? null : legalDateAt(row.inForceTo.getTime());
  // What counts is for whom it is on file: the body itself, or the recipient that it names (30条の13).
  return { body: row.recipient ?? row.body, purpose: row.purpose, inForce: { from, to, uncertain: false } };
}
