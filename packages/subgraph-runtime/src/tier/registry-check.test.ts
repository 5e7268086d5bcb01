import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createPool, type EmbeddedPostgres } from '@juki/database';
import { temporaryPostgres } from '@juki/database/testing';
import { createRegistryCheck } from './registry-check.ts';

let postgres: EmbeddedPostgres;

beforeAll(async () => {
  postgres = await temporaryPostgres({ databases: ['municipal'], durable: false });
}, 60_000);
afterAll(() => postgres.stop());

async function ask(sql: string) {
  const pool = createPool(postgres.url('municipal'), { max: 1 });
  await pool.query(sql);
  await pool.end();
}

test('a database without the file of this tier is not ready; with it, it is', async () => {
  const check = createRegistryCheck(postgres.url('municipal'));
  await expect(check.probe()).rejects.toThrow();
  await ask('CREATE TABLE identity_record ()');
  await expect(check.probe()).resolves.toBeUndefined();
  await check.close();
});

test('a file with the mark of synthetic residents is refused, one without it is not', async () => {
  const check = createRegistryCheck(postgres.url('municipal'));
  await expect(check.refuseSynthetic()).resolves.toBeUndefined();
  await ask(`COMMENT ON TABLE identity_record IS '{"population":{"people":3000}}'`);
  await expect(check.refuseSynthetic()).rejects.toMatchObject({ code: 'CONFIGURATION_INVALID' });
  await check.close();
});
