// Generates the Prisma clients of all databases: `npm run generate -w @juki/database`.
//
// Prisma's command line costs a second for each schema and first wants to fetch a schema engine that generating never
// asks. Here its own generator runs in this process, for all schemas at once, and not at all for one whose inputs have
// not changed.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { clientOf, databases, folderOf, schemaFiles } from './databases.mjs';

const require = createRequire(import.meta.url);
/** Changes with whatever the client is made from: the schema, this file, and the pinned generator. */
function fingerprint(database) {
  const hash = createHash('sha256');
  for (const { content } of schemaFiles(database)) hash.update(content);
  for (const file of [new URL(import.meta.url), new URL('../package.json', import.meta.url)])
    hash.update(readFileSync(file));
  return hash.digest('hex');
}

const stampOf = (database) => path.join(clientOf(database), '.fingerprint');
const isFresh = (database) =>
  existsSync(stampOf(database)) && readFileSync(stampOf(database), 'utf8') === fingerprint(database);

async function generate(database) {
  // Loaded only when needed: reading Prisma takes longer than all the rest.
  const { getGenerators, loadSchemaContext } = require('@prisma/internals');
  const { PrismaClientTsGenerator } = require('@prisma/client-generator-ts');
  const schemaContext = await loadSchemaContext({
    schemaPath: { cliProvidedPath: folderOf(database) },
    printLoadMessage: false,
  });
  const generators = await getGenerators({
    schemaContext,
    printDownloadProgress: false,
    version: require('@prisma/engines-version').enginesVersion,
    registry: { 'prisma-client': { type: 'in-process', generator: new PrismaClientTsGenerator() } },
  });
  for (const generator of generators) {
    await generator.generate();
    generator.stop();
  }
  writeFileSync(stampOf(database), fingerprint(database));
}

await Promise.all(databases.filter((database) => !isFresh(database)).map(generate));
