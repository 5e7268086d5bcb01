import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The databases that Prisma describes, by their folder under `prisma/`. */
export const databases = ['municipal', 'prefectural', 'national', 'gateway'];

/** The folder of a database: `schema.prisma` for what all share, beside it one file for each module. */
export const folderOf = (database) => `${root}prisma/${database}`;
export const migrationsOf = (database) => `${root}prisma/${database}/migrations`;
export const clientOf = (database) => `${root}apps/${database}/src/generated/prisma`;

/** The schema as Prisma's engines take it: every file of the folder. */
export function schemaFiles(database) {
  return readdirSync(folderOf(database))
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => `${folderOf(database)}/${name}`)
    .map((path) => ({ path, content: readFileSync(path, 'utf8') }));
}
