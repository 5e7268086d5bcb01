import { createPrismaAdapter } from '@juki/database';
import { runProcess, startTier } from '@juki/subgraph-runtime';
import { readEnvironment } from './environment.ts';
import { PrismaClient } from './generated/prisma/client.ts';
import { createIdentityRecordRepository } from './modules/identity-records/identity-record-repository.ts';
import { openServices } from './open-services.ts';
import { createMunicipalServer } from './server.ts';

await runProcess(() =>
  startTier(readEnvironment(), {
    name: 'municipal',
    openRepository(url) {
      const prisma = new PrismaClient({ adapter: createPrismaAdapter(url) });
      return { repository: createIdentityRecordRepository(prisma), close: () => prisma.$disconnect() };
    },
    openServices,
    createServer: createMunicipalServer,
  }),
);
