// Begins a migration from what schema.prisma has and the migrations lack, to be read and completed by hand:
// `npm run migration:new -w @juki/database -- municipal add_household`.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryPostgres } from '@juki/database/testing';
import { databases, migrationsOf } from './databases.mjs';
import { schemaDifference } from './schema-difference.mjs';

const [database, name] = process.argv.slice(2);
if (!databases.includes(database) || !/^[a-z][a-z0-9_]*$/.test(name ?? '')) {
  console.error(`usage: npm run migration:new -w @juki/database -- ${databases.join('|')} name_in_snake_case`);
  process.exit(2);
}
const server = await temporaryPostgres({ databases: [database], durable: false });
try {
  const difference = await schemaDifference(database, server.url(database));
  const time = new Date().toISOString().replace(/[-:T]/g, '').slice(0, 14);
  const folder = path.join(migrationsOf(database), `${time}_${name}`);
  await mkdir(folder);
  await writeFile(
    path.join(folder, 'migration.sql'),
    difference === '' ? '-- Nothing in schema.prisma changed.\n' : difference,
  );
  console.log(path.join(folder, 'migration.sql'));
} finally {
  await server.stop();
}
// The engine leaves a timer running.
process.exit();
