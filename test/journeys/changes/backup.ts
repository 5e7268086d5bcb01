import type { TestSystem } from '@juki/testing';
import pg from 'pg';

type TierName = 'municipal' | 'prefectural' | 'national';

/** Keeps a copy of a tier's database as it is now; the tier is down for a moment. */
export async function backUp(system: TestSystem, tier: TierName): Promise<void> {
  await system.services[tier].stop();
  await asOwner(system, [`DROP DATABASE IF EXISTS ${tier}_backup`, `CREATE DATABASE ${tier}_backup TEMPLATE ${tier}`]);
  await system.services[tier].start();
}

/** Puts the copy in the place of the tier's database: everything since is lost there, and nowhere else. */
export async function restore(system: TestSystem, tier: TierName): Promise<void> {
  await system.services[tier].stop();
  await asOwner(system, [`DROP DATABASE ${tier} WITH (FORCE)`, `ALTER DATABASE ${tier}_backup RENAME TO ${tier}`]);
  await system.services[tier].start();
}

async function asOwner(system: TestSystem, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: system.databases.data.url('postgres') });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
