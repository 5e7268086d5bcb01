import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import type { EmbeddedPostgres } from '../embedded/start-postgres.ts';
import { temporaryPostgres } from '../testing/temporary-postgres.ts';
import { migrate } from './migrate.ts';

const prisma = fileURLToPath(new URL('../../../../prisma/', import.meta.url));
let server: EmbeddedPostgres;
let gateway: pg.Client;

beforeAll(async () => {
  server = await temporaryPostgres({ databases: ['gateway'], durable: false });
  await migrate(server.url('gateway'), path.join(prisma, 'gateway', 'migrations'));
  gateway = new pg.Client({ connectionString: server.url('gateway') });
  await gateway.connect();
});
afterAll(async () => {
  await gateway.end();
  await server.stop();
});

const file = (purpose: string, body: string, recipient: string | null) =>
  gateway.query(
    `INSERT INTO ordinance (id, body, purpose, title, number, in_force_from, recipient)
     VALUES (gen_random_uuid(), $1, $2, '条例', '令和8年条例第1号', '2026-04-01', $3)`,
    [body, purpose, recipient],
  );

test('an ordinance of a prefecture names a municipality of its own as recipient', async () => {
  await expect(file('juki-ordinance-13', '270008', '272051')).resolves.toMatchObject({ rowCount: 1 });
});

test.each([
  ['a municipality opening the governor’s file to itself', '272051', '272051'],
  ['a municipality giving what is the governor’s', '272035', '272051'],
  ['another prefecture’s municipality', '270008', '402036'],
  ['nobody', '270008', null],
])('an ordinance for 30条の13 with %s is refused', async (_what, body, recipient) => {
  await expect(file('juki-ordinance-13', body, recipient)).rejects.toMatchObject({
    constraint: 'ordinance_of_the_giver',
  });
});

test('an ordinance for a body’s own organs names no recipient', async () => {
  await expect(file('juki-ordinance-other-exec', '270008', null)).resolves.toMatchObject({ rowCount: 1 });
  await expect(file('juki-ordinance-other-exec', '270008', '272051')).rejects.toMatchObject({
    constraint: 'ordinance_of_the_giver',
  });
});
