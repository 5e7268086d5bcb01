// What still separates the migrations of a database from its schema.prisma, as SQL.
import { migrate } from '@juki/database';
import pg from 'pg';
import { migrationsOf, schemaFiles } from './databases.mjs';
import { introspectionAdapter } from './introspection-adapter.mjs';
import { loadSchemaEngine } from './schema-engine.mjs';

/** Applies the migrations to the scratch database at `url`; '' when the result is what schema.prisma describes. */
export async function schemaDifference(database, url) {
  await migrate(url, migrationsOf(database));
  const files = schemaFiles(database);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const engine = await loadSchemaEngine(files, introspectionAdapter(client));
    const difference = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: process.cwd() },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: true,
      shadowDatabaseUrl: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    engine.free();
    return difference.exitCode === 2 ? (difference.stdout ?? '') : '';
  } finally {
    await client.end();
  }
}
