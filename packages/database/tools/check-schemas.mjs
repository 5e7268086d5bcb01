// Fails where migrations and schema.prisma disagree: `npm run schema:check -w @juki/database`.
import { temporaryPostgres } from '@juki/database/testing';
import { databases } from './databases.mjs';
import { schemaDifference } from './schema-difference.mjs';

const server = await temporaryPostgres({ databases, durable: false });
try {
  for (const database of databases) {
    const difference = await schemaDifference(database, server.url(database));
    if (difference === '') continue;
    process.exitCode = 1;
    console.error(
      `prisma/${database}: its migrations do not make what schema.prisma describes. Still to do:\n${difference}`,
    );
  }
} finally {
  await server.stop();
}
// The engine leaves a timer running.
process.exit();
