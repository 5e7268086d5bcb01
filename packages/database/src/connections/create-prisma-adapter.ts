import { PrismaPg } from '@prisma/adapter-pg';
import type { OnConnectionLost } from './create-pool.ts';
import { type PoolSettings, poolSettings } from './pool-settings.ts';
import { statementNamer } from './statement-name.ts';

/** The driver adapter for a Prisma client: `new PrismaClient({ adapter: createPrismaAdapter(url) })`. */
export function createPrismaAdapter(
  url: string,
  settings: PoolSettings = {},
  onConnectionLost?: OnConnectionLost,
): PrismaPg {
  const report = (fault: Error) => onConnectionLost?.(fault);
  return new PrismaPg(poolSettings(url, settings), {
    statementNameGenerator: statementNamer(),
    onPoolError: report,
    onConnectionError: report,
  });
}
