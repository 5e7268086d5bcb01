import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import type { EmbeddedPostgres } from '../embedded/start-postgres.ts';
import { temporaryPostgres } from '../testing/temporary-postgres.ts';
import { migrate } from './migrate.ts';

let server: EmbeddedPostgres;
let folder = '';
let database = '';
let count = 0;

beforeAll(async () => {
  server = await temporaryPostgres({ databases: [], durable: false });
});
afterAll(() => server.stop());

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'juki-migrations-'));
  count += 1;
  database = `try_${count}`;
  await ask('postgres', `CREATE DATABASE ${database}`);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, sql: string): Promise<void> {
  await mkdir(path.join(folder, name), { recursive: true });
  await writeFile(path.join(folder, name, 'migration.sql'), sql);
}

async function ask(name: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.url(name) });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('applies what is missing, in order, and nothing twice', async () => {
  await write('20260101000000_first', 'CREATE TABLE a (id int); -- one; two\nINSERT INTO a VALUES (1);');
  await write('20260102000000_second', 'ALTER TABLE a ADD COLUMN name text;');
  expect(await migrate(server.url(database), folder)).toEqual(['20260101000000_first', '20260102000000_second']);
  expect(await migrate(server.url(database), folder)).toEqual([]);
  await write('20260103000000_third', 'DROP TABLE a;');
  expect(await migrate(server.url(database), folder)).toEqual(['20260103000000_third']);
});

test('processes that start together apply each migration once', async () => {
  await write('20260101000000_first', 'CREATE TABLE a (id int);');
  const runs = await Promise.all([1, 2, 3].map(() => migrate(server.url(database), folder)));
  expect(runs.flat()).toEqual(['20260101000000_first']);
});

test('a failure names file, line and statement, and leaves nothing of that migration', async () => {
  await write('20260101000000_first', 'CREATE TABLE a (id int);');
  await write('20260102000000_second', 'CREATE TABLE b (id int);\n\n-- why\nINSERT INTO a\n  VALUES (1, 2);');
  await expect(migrate(server.url(database), folder)).rejects.toMatchObject({
    code: 'MIGRATION_FAILED',
    message: expect.stringContaining('20260102000000_second/migration.sql:4: INSERT has more expressions'),
    details: { migration: '20260102000000_second', line: 4 },
  });
  expect(await ask(database, "SELECT to_regclass('a') IS NOT NULL AS a, to_regclass('b') IS NOT NULL AS b")).toEqual([
    { a: true, b: false },
  ]);
  await write('20260102000000_second', 'CREATE TABLE b (id int);');
  expect(await migrate(server.url(database), folder)).toEqual(['20260102000000_second']);
});

test('refuses a migration that was edited after it was applied', async () => {
  await write('20260101000000_first', 'CREATE TABLE a (id int);');
  await migrate(server.url(database), folder);
  await write('20260101000000_first', 'CREATE TABLE a (id bigint);');
  await expect(migrate(server.url(database), folder)).rejects.toMatchObject({
    code: 'MIGRATION_FAILED',
    message: expect.stringContaining('was edited'),
  });
});

test('refuses a database that is newer than the build', async () => {
  await write('20260101000000_first', 'CREATE TABLE a (id int);');
  await migrate(server.url(database), folder);
  await rm(path.join(folder, '20260101000000_first'), { recursive: true });
  await expect(migrate(server.url(database), folder)).rejects.toMatchObject({
    code: 'MIGRATION_FAILED',
    message: expect.stringContaining('does not know'),
  });
});

test('a database that cannot be reached is an error of its own', async () => {
  await expect(migrate('postgresql://postgres@127.0.0.1:1/nowhere', folder)).rejects.toMatchObject({
    code: 'DATABASE_UNAVAILABLE',
  });
});
