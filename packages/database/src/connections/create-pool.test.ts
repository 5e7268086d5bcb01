import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { EmbeddedPostgres } from '../embedded/start-postgres.ts';
import { temporaryPostgres } from '../testing/temporary-postgres.ts';
import { createPool } from './create-pool.ts';
import { createPrismaAdapter } from './create-prisma-adapter.ts';
import { inTransaction } from './in-transaction.ts';
import { statementNamer } from './statement-name.ts';

let server: EmbeddedPostgres;

beforeAll(async () => {
  server = await temporaryPostgres({ databases: ['pool'], durable: false });
});
afterAll(() => server.stop());

test('a pool survives the loss of an idle connection, says so, and serves the next query', async () => {
  const lost: Error[] = [];
  const pool = createPool(server.url('pool'), { max: 1 }, (fault) => lost.push(fault));
  const killer = createPool(server.url('pool'), { max: 1 });
  const { rows } = await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const noticed = new Promise((resolve) => pool.once('error', resolve));
  await killer.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
  await noticed;
  expect(lost).toHaveLength(1);
  expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await Promise.all([pool.end(), killer.end()]);
});

test('a connection that is lost while somebody holds it fails what runs on it, and not the process', async () => {
  const pool = createPool(server.url('pool'), { max: 1 });
  const killer = createPool(server.url('pool'), { max: 1 });
  const client = await pool.connect();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const ended = new Promise((resolve) => client.once('end', resolve));
  await killer.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
  await ended;
  await expect(client.query('SELECT 1')).rejects.toThrow();
  client.release(true);
  expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await Promise.all([pool.end(), killer.end()]);
});

test('a transaction is kept whole or not at all, and its connection serves on', async () => {
  const pool = createPool(server.url('pool'), { max: 1 });
  await pool.query('CREATE TABLE kept (number int)');
  const write = (number: number, fails: boolean) =>
    inTransaction(pool, async (client) => {
      await client.query('INSERT INTO kept VALUES ($1)', [number]);
      if (fails) throw new Error('not this one');
      return number;
    });
  await expect(write(1, true)).rejects.toThrow('not this one');
  expect(await write(2, false)).toBe(2);
  expect((await pool.query('SELECT number FROM kept')).rows).toEqual([{ number: 2 }]);
  await pool.end();
});

test('a statement that takes too long is given up', async () => {
  const pool = createPool(server.url('pool'), { max: 1, statementMilliseconds: 20 });
  await expect(pool.query('SELECT pg_sleep(5)')).rejects.toMatchObject({ code: '57014' });
  await pool.end();
});

test('the adapter prepares a statement once per connection', async () => {
  const adapter = await createPrismaAdapter(server.url('pool'), { max: 1 }).connect();
  const query = {
    sql: 'SELECT $1::int AS one',
    args: [1],
    argTypes: [{ scalarType: 'int' as const, arity: 'scalar' as const }],
  };
  await adapter.queryRaw(query);
  await adapter.queryRaw(query);
  const prepared = await adapter.queryRaw({
    sql: "SELECT generic_plans + custom_plans FROM pg_prepared_statements WHERE statement LIKE '%AS one'",
    args: [],
    argTypes: [],
  });
  expect(prepared.rows.map(([runs]) => Number(runs))).toEqual([2]);
  await adapter.dispose();
});

test('statement names are short, stable, different for different statements, and end after the limit', () => {
  const name = statementNamer();
  expect(name({ sql: 'SELECT 1' })).toBe(statementNamer()({ sql: 'SELECT 1' }));
  expect(name({ sql: 'SELECT 1' })).not.toBe(name({ sql: 'SELECT 2' }));
  for (let index = 3; index <= 600; index += 1) name({ sql: `SELECT ${index}` });
  expect(name({ sql: 'SELECT 601' })).toBe('');
  expect(name({ sql: 'SELECT 1' })).toHaveLength(23);
});
