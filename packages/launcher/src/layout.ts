import { fileURLToPath } from 'node:url';

/** Folders of the repository; this package lies two below its root, as source and as build alike. */
const root = new URL('../../../', import.meta.url);

/** A folder or file of the repository. */
export function inRepository(path: string): string {
  return fileURLToPath(new URL(path, root));
}

/** The processes of a system, in the order in which they start; they stop in the reverse order. */
export const services = ['identity', 'witness', 'municipal', 'prefectural', 'national', 'gateway'] as const;
export type ServiceName = (typeof services)[number];

/** The processes that keep residents' data. */
export const tiers = ['municipal', 'prefectural', 'national'] as const;

/** Databases with residents' data and ledgers, and those of the logs: two servers, so that one can fail without the other. */
export const dataDatabases = ['municipal', 'prefectural', 'national', 'gateway'] as const;
export const auditDatabases = ['audit_gateway', 'audit_municipal', 'audit_prefectural', 'audit_national'] as const;

/** Which bodies each process keeps a log for: the municipalities, the prefectures, the agency, the gateway's operator. */
export const bodies = {
  municipal: ['272035', '272051', '402036', '402052', '202029', '202037'],
  prefectural: ['270008', '400009', '200000'],
  national: ['jlis'],
  gateway: ['000000'],
} as const satisfies Record<string, readonly string[]>;
