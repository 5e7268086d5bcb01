import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The databases that Prisma describes, by their folder under `prisma/`. */
export const databases = ['municipal', 'prefectural', 'national', 'gateway'];

export const schemaOf = (database) => `${root}prisma/${database}/schema.prisma`;
export const migrationsOf = (database) => `${root}prisma/${database}/migrations`;
export const clientOf = (database) => `${root}apps/${database}/src/generated/prisma`;

/** The schema as Prisma's engines take it. */
export function schemaFiles(database) {
  const path = schemaOf(database);
  return [{ path, content: readFileSync(path, 'utf8') }];
}
