import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { temporaryPostgres } from '../testing/temporary-postgres.ts';
import { layoutOf } from './layout.ts';
import { type EmbeddedPostgres, startPostgres } from './start-postgres.ts';

const folders: string[] = [];
const running: EmbeddedPostgres[] = [];

function folder(): string {
  const name = path.join(tmpdir(), `juki-start-${randomUUID()}`);
  folders.push(name);
  return name;
}

async function start(dataDirectory: string, databases = ['municipal']): Promise<EmbeddedPostgres> {
  const server = await startPostgres({ dataDirectory, databases, durableFiles: false });
  running.push(server);
  return server;
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
  await Promise.all(folders.splice(0).map((name) => rm(name, { recursive: true, force: true })));
});

describe('a fresh start', () => {
  test('makes the databases, in UTF-8 and code point order, durable, on 127.0.0.1 only', async () => {
    const server = await start(folder(), ['municipal', 'gateway']);
    expect(server.reused).toBe(false);
    const [database] = await ask(
      server.url('gateway'),
      `SELECT pg_encoding_to_char(encoding) AS encoding, datlocprovider AS provider, datlocale AS locale
         FROM pg_database WHERE datname = current_database()`,
    );
    expect(database).toEqual({ encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8' });
    const settings = await ask(
      server.url('municipal'),
      `SELECT name, setting FROM pg_settings WHERE name IN
         ('fsync', 'full_page_writes', 'synchronous_commit', 'listen_addresses', 'unix_socket_directories', 'password_encryption')
       ORDER BY name`,
    );
    expect(settings).toEqual([
      { name: 'fsync', setting: 'on' },
      { name: 'full_page_writes', setting: 'on' },
      { name: 'listen_addresses', setting: '127.0.0.1' },
      { name: 'password_encryption', setting: 'scram-sha-256' },
      { name: 'synchronous_commit', setting: 'on' },
      { name: 'unix_socket_directories', setting: '' },
    ]);
  });

  test('lets nobody in without the password', async () => {
    const server = await start(folder());
    const wrong = server.url('municipal').replace(/:[^:@]+@/, ':guess@');
    await expect(ask(wrong, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  test('refuses a folder with strange contents, and leaves them alone', async () => {
    const strange = folder();
    await mkdir(strange);
    await writeFile(path.join(strange, 'letter.txt'), 'mine');
    await expect(start(strange)).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      message: expect.stringContaining('is not empty'),
    });
    expect(existsSync(path.join(strange, 'letter.txt'))).toBe(true);
  });
});

describe('a second start', () => {
  test('shares the running server, and stopping the share does not stop it', async () => {
    const place = folder();
    const first = await start(place);
    const second = await start(place, ['municipal', 'national']);
    expect([second.reused, second.pid, second.port]).toEqual([true, first.pid, first.port]);
    await second.stop();
    expect(await ask(first.url('national'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('at the same moment yields one server', async () => {
    const place = folder();
    const servers = await Promise.all([start(place), start(place), start(place)]);
    expect(new Set(servers.map((server) => server.pid)).size).toBe(1);
    expect(servers.filter((server) => !server.reused)).toHaveLength(1);
  });

  test('finds what an earlier one stored', async () => {
    const place = folder();
    const first = await start(place);
    await ask(first.url('municipal'), 'CREATE TABLE kept AS SELECT 7 AS value');
    await first.stop();
    const second = await start(place);
    expect(await ask(second.url('municipal'), 'SELECT value FROM kept')).toEqual([{ value: 7 }]);
  });

  test('recovers what was committed before the server was killed', async () => {
    const place = folder();
    const first = await start(place);
    await ask(first.url('municipal'), 'CREATE TABLE kept AS SELECT 7 AS value');
    process.kill(first.pid, 'SIGKILL');
    const second = await start(place);
    expect(second.pid).not.toBe(first.pid);
    expect(await ask(second.url('municipal'), 'SELECT value FROM kept')).toEqual([{ value: 7 }]);
  });

  test('is not stopped by a lock file whose process id now belongs to somebody else', async () => {
    const place = folder();
    const first = await start(place);
    await first.stop();
    const { cluster, postmaster } = layoutOf(place);
    await writeFile(postmaster, `${process.pid}\n${cluster}\n0\n1\n\n127.0.0.1\n\nready\n`);
    expect((await start(place)).reused).toBe(false);
  });
});

describe('a temporary server', () => {
  test('is durable unless asked otherwise, and leaves nothing behind', async () => {
    const durable = await temporaryPostgres({ databases: ['a'] });
    expect(await ask(durable.url('a'), 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
    const quick = await temporaryPostgres({ databases: ['a'], durable: false });
    expect(await ask(quick.url('a'), 'SHOW fsync')).toEqual([{ fsync: 'off' }]);
    await Promise.all([durable.stop(), quick.stop()]);
    expect([durable, quick].map((server) => existsSync(server.dataDirectory))).toEqual([false, false]);
  });
});
