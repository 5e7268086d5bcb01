import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type EmbeddedPostgres, migrate } from '@juki/database';
import { temporaryPostgres } from '@juki/database/testing';
import { createMemoryKeyProvider } from '@juki/keys/testing';
import { cast } from '@juki/residents';
import { createRegistryCrypto, personRef } from '@juki/subgraph-runtime/registry';
import pg from 'pg';
import { bodies, inRepository } from '../layout.ts';
import { type FillProgress, fillRegistries } from './fill-registries.ts';

const names = ['municipal', 'prefectural', 'national'] as const;
const keys = createMemoryKeyProvider('fill');
const wanted = { seed: 'juki', people: 2100, asOf: '2026-10-01', municipalities: bodies.municipal };

let server: EmbeddedPostgres;
beforeAll(async () => {
  server = await temporaryPostgres({ databases: names, durable: false });
  for (const name of names) await migrate(server.url(name), inRepository(`prisma/${name}/migrations`));
}, 60_000);
afterAll(() => server.stop());

function fill(more: Partial<Parameters<typeof fillRegistries>[0]> = {}) {
  return fillRegistries({
    urlOf: (tier) => server.url(tier),
    keys,
    wanted,
    onProgress: () => undefined,
    signal: undefined,
    ...more,
  });
}

async function ask(tier: string, sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: server.url(tier) });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}

const peopleIn = (tier: string) => ask(tier, 'SELECT count(DISTINCT ref)::int AS people FROM identity_record');

// Each test goes on where the one before left the files: this is the story of first starts.
describe('an empty system', () => {
  test('that is interrupted half-way stays empty', async () => {
    const interrupted = new AbortController();
    const filling = fill({ signal: interrupted.signal, onProgress: () => interrupted.abort() });
    await expect(filling).rejects.toMatchObject({ name: 'AbortError' });
    for (const tier of names) expect(await peopleIn(tier)).toEqual([{ people: 0 }]);
  });

  test('that fails in one tier leaves none of it half filled', async () => {
    await ask('national', 'ALTER TABLE number_holder RENAME TO lost');
    await expect(fill()).rejects.toMatchObject({ message: expect.stringContaining('number_holder') });
    await ask('national', 'ALTER TABLE lost RENAME TO number_holder');
    for (const tier of names) expect(await peopleIn(tier)).toEqual([{ people: 0 }]);
  });

  test('is filled at the next start, and tells how far it is', async () => {
    const told: FillProgress[] = [];
    expect(await fill({ onProgress: (progress) => told.push(progress) })).toEqual({ people: 2100, loaded: 2100 });
    expect(told.map(({ loaded }) => loaded)).toEqual([1000, 2000, 2100]);
    for (const tier of names) expect(await peopleIn(tier)).toEqual([{ people: 2100 }]);
    // Every person in every municipality has the further items of the 住民票, once.
    expect(await ask('municipal', 'SELECT municipality_code, ref FROM register_entry ORDER BY 1, 2')).toEqual(
      await ask('municipal', 'SELECT DISTINCT municipality_code, ref FROM identity_record ORDER BY 1, 2'),
    );
    expect(await ask('prefectural', 'SELECT code, name FROM body ORDER BY code')).toEqual([
      { code: '200000', name: '長野県' },
      { code: '270008', name: '大阪府' },
      { code: '400009', name: '福岡県' },
    ]);
  }, 30_000);

  test('is not filled twice, whatever number is asked for', async () => {
    expect(await fill({ wanted: { ...wanted, people: 5 } })).toEqual({ people: 2100, loaded: 0 });
  });

  test('of which one tier was lost gets the same people back there', async () => {
    const digest =
      "SELECT md5(string_agg(ref::text || revision || name, ',' ORDER BY ref, revision)) AS digest FROM identity_record";
    const before = await ask('national', digest);
    await ask('national', 'TRUNCATE identity_record, locator, number_holder');
    await ask('national', 'COMMENT ON TABLE identity_record IS NULL');
    expect(await fill({ wanted: { ...wanted, people: 5 } })).toEqual({ people: 2100, loaded: 2100 });
    expect(await ask('national', digest)).toEqual(before);
  });
});

describe('a filled file', () => {
  test('opens with the keys of its tier, and shows no number in clear', async () => {
    const { firstResidentCode, latest } = cast.toyonakaMover;
    const [row] = await ask(
      'municipal',
      'SELECT ref, name, address, individual_number_sealed AS sealed FROM identity_record WHERE ref = $1 AND superseded_on IS NULL',
      [personRef(keys, firstResidentCode)],
    );
    expect(row).toMatchObject({ name: '山田　花子', address: latest.address });
    const crypto = createRegistryCrypto(keys, 'municipal');
    const [ref, sealed] = [row?.['ref'], row?.['sealed']];
    if (!(ref instanceof Uint8Array) || !(sealed instanceof Uint8Array)) throw new Error('no bytes');
    expect(crypto.open('individual_number', ref, sealed)).toBe(latest.individualNumber);
    expect(Buffer.from(sealed).includes(latest.individualNumber)).toBe(false);
  });

  test('finds the one whose number changed by the old number and by the new one', async () => {
    const crypto = createRegistryCrypto(keys, 'prefectural');
    const numbers = new Set(cast.numberChanged.prefecturalRows.map(({ individualNumber }) => individualNumber));
    expect(numbers.size).toBe(2);
    for (const number of numbers) {
      const key = crypto.locatorKey('individual_number', number);
      expect(
        await ask('prefectural', "SELECT prefecture_code FROM locator WHERE kind = 'individual_number' AND key = $1", [
          key,
        ]),
      ).toEqual([{ prefecture_code: '20' }]);
    }
  });

  test('is refused under other keys', async () => {
    await expect(fill({ keys: createMemoryKeyProvider('other') })).rejects.toMatchObject({
      code: 'CONFIGURATION_INVALID',
      message: expect.stringContaining('other keys'),
    });
  });

  test('that somebody else filled is left alone', async () => {
    await ask('municipal', 'COMMENT ON TABLE identity_record IS NULL');
    await expect(fill()).rejects.toMatchObject({
      code: 'CONFIGURATION_INVALID',
      message: expect.stringContaining('municipal'),
    });
    expect(await peopleIn('municipal')).toEqual([{ people: 2100 }]);
  });
});
