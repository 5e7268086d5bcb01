import { createPrismaAdapter } from '@juki/database';
import { runProcess, startTier } from '@juki/subgraph-runtime';
import { readEnvironment } from './environment.ts';
import { PrismaClient } from './generated/prisma/client.ts';
import { createIdentityRecordRepository } from './modules/identity-records/identity-record-repository.ts';
import { openServices } from './open-services.ts';
import { createPrefecturalServer } from './server.ts';

await runProcess(() =>
  startTier(readEnvironment(), {
    name: 'prefectural',
    openRepository(url) {
      const prisma = new PrismaClient({ adapter: createPrismaAdapter(url) });
      return { repository: createIdentityRecordRepository(prisma), close: () => prisma.$disconnect() };
    },
    openServices,
    createServer: createPrefecturalServer,
  }),
);
