import { createHash, randomUUID } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { createLogin } from '../embedded/create-login.ts';
import type { EmbeddedPostgres } from '../embedded/start-postgres.ts';
import { temporaryPostgres } from '../testing/temporary-postgres.ts';
import { migrate } from './migrate.ts';

const prisma = fileURLToPath(new URL('../../../../prisma/', import.meta.url));
const databases = ['municipal', 'prefectural', 'national', 'gateway'];
const toyonaka = '272035';
const suita = '272051';

let server: EmbeddedPostgres;
let registry: pg.Client;

beforeAll(async () => {
  server = await temporaryPostgres({ databases, durable: false });
  await Promise.all(databases.map((name) => migrate(server.url(name), path.join(prisma, name, 'migrations'))));
  registry = new pg.Client({ connectionString: server.url('municipal') });
  await registry.connect();
  await registry.query('INSERT INTO body VALUES ($1, $2), ($3, $4)', [toyonaka, '豊中市', suita, '吹田市']);
});
afterAll(async () => {
  await registry.end();
  await server.stop();
});

const digest = (text: string) => createHash('sha256').update(text).digest();
const person = (name: string) => digest(name).subarray(0, 16);

function addRecord(fields: {
  ref: Buffer;
  revision: number;
  kind?: string;
  reason?: string;
  superseded?: string;
  at?: string;
}) {
  return registry.query(
    `INSERT INTO identity_record (municipality_code, record_id, ref, revision, name, birth_date, sex, address,
       individual_number_sealed, resident_code_sealed, change_kind, change_reason, change_date, superseded_on)
     VALUES ($1, $2, $3, $4, '住基 花子', '1980-01-02', 'FEMALE', '中桜塚三丁目1番1号', '\\x01', '\\x02', $5, $6, '2020-04-01', $7)`,
    [
      fields.at ?? toyonaka,
      randomUUID(),
      fields.ref,
      fields.revision,
      fields.kind ?? 'ENTRY',
      fields.reason ?? 'BIRTH',
      fields.superseded ?? null,
    ],
  );
}

const addLocator = (kind: string, key: Buffer, at: string, ref: Buffer) =>
  registry.query('INSERT INTO locator (kind, key, municipality_code, ref) VALUES ($1, $2, $3, $4)', [
    kind,
    key,
    at,
    ref,
  ]);

describe('a record', () => {
  test('has one current row per person and municipality, and any number of past ones', async () => {
    const ref = person('one current');
    await addRecord({ ref, revision: 1, superseded: '2021-04-01' });
    await addRecord({ ref, revision: 2, superseded: '2022-04-01' });
    await addRecord({ ref, revision: 3 });
    await addRecord({ ref, revision: 1, at: suita });
    await expect(addRecord({ ref, revision: 4 })).rejects.toMatchObject({ code: '23505' });
  });

  test('takes a reason only with the kind of change to which the law gives it', async () => {
    await addRecord({ ref: person('dead'), revision: 1, kind: 'DELETION', reason: 'DEATH' });
    await expect(
      addRecord({ ref: person('risen'), revision: 1, kind: 'ENTRY', reason: 'DEATH' }),
    ).rejects.toMatchObject({ code: '23514' });
  });

  test('belongs to a hosted municipality', async () => {
    await expect(addRecord({ ref: person('stranger'), revision: 1, at: '131016' })).rejects.toMatchObject({
      code: '23503',
    });
  });
});

describe('a number', () => {
  test('may lead to one person in several municipalities, and never to a second person', async () => {
    const [ref, other, number] = [person('holder'), person('impostor'), digest('123456789018')];
    await addLocator('individual_number', number, toyonaka, ref);
    await addLocator('individual_number', number, suita, ref);
    await expect(addLocator('individual_number', number, suita, other)).rejects.toMatchObject({ code: '23505' });
  });

  test('stays with its person after the locator has forgotten it', async () => {
    const [ref, other, code] = [person('former holder'), person('successor'), digest('24727059608')];
    await addLocator('resident_code', code, toyonaka, ref);
    await registry.query('DELETE FROM locator WHERE kind = $1 AND key = $2', ['resident_code', code]);
    await expect(addLocator('resident_code', code, toyonaka, other)).rejects.toMatchObject({ code: '23505' });
  });

  test('is refused to the second of two in one statement, while a name may lead to many', async () => {
    const [key, one, two] = [digest('25208017643'), person('twin one'), person('twin two')];
    const insertBoth = (kind: string) =>
      registry.query(
        'INSERT INTO locator (kind, key, municipality_code, ref) VALUES ($1, $2, $3, $4), ($1, $2, $3, $5)',
        [kind, key, toyonaka, one, two],
      );
    await expect(insertBoth('resident_code')).rejects.toMatchObject({ code: '23505' });
    await insertBoth('name');
  });
});

test('each look-up of the request path asks one partition', async () => {
  const ref = `'\\x${person('planned').toString('hex')}'`;
  for (const sql of [
    `SELECT municipality_code FROM locator WHERE kind = 'ref' AND key = ${ref}`,
    `SELECT name FROM identity_record WHERE municipality_code = '${toyonaka}' AND ref = ANY (ARRAY[${ref}::bytea]) AND superseded_on IS NULL`,
  ]) {
    const { rows } = await registry.query<{ 'QUERY PLAN': string }>(`EXPLAIN (COSTS off) ${sql}`);
    expect(rows.filter((row) => / on (identity_record|locator)_/.test(row['QUERY PLAN']))).toHaveLength(1);
  }
});

test('the login of a subgraph reads its own registry, writes nothing, and enters no other database', async () => {
  const login = { name: 'juki_municipal', database: 'municipal', role: 'juki_registry_reader' };
  const url = await createLogin(server, login);
  expect(await createLogin(server, login)).toBe(url);
  const reader = new pg.Client({ connectionString: url });
  await reader.connect();
  expect((await reader.query('SELECT count(*) FROM identity_record')).rowCount).toBe(1);
  for (const sql of [
    'DELETE FROM identity_record',
    "UPDATE identity_record SET name = 'x'",
    'INSERT INTO locator SELECT * FROM locator',
    'TRUNCATE body',
    'CREATE TABLE mine (id int)',
    'SELECT * FROM number_holder',
    'SELECT * FROM _prisma_migrations',
  ]) {
    await expect(reader.query(sql)).rejects.toMatchObject({ code: '42501' });
  }
  await reader.end();
  const elsewhere = new pg.Client({ connectionString: server.url('national', 'juki_municipal') });
  await expect(elsewhere.connect()).rejects.toMatchObject({ code: '42501' });
});

test('in the upper tiers a prefecture that does not fit its municipality is refused', async () => {
  const national = new pg.Client({ connectionString: server.url('national') });
  await national.connect();
  const add = (prefecture: string) =>
    national.query(
      'INSERT INTO locator (kind, key, municipality_code, prefecture_code, ref) VALUES ($1, $2, $3, $4, $2)',
      ['ref', person(prefecture), toyonaka, prefecture],
    );
  await add('27');
  await expect(add('13')).rejects.toMatchObject({ code: '23514' });
  await national.end();
});

describe('the ledger of rights', () => {
  const right = (fields: { operator?: string; agency?: string; purpose?: string; confirmedBy?: string }) => [
    randomUUID(),
    fields.operator ?? 'toyonaka-clerk',
    fields.agency ?? 'toyonaka',
    fields.purpose ?? 'municipal-register',
    fields.confirmedBy ?? 'second',
  ];
  const insert = `INSERT INTO operator_right (id, operator, agency, purpose, granted_by, confirmed_by, valid_from, reason)
    VALUES ($1, $2, $3, $4, 'first', $5, '2026-01-01T00:00:00+09:00', 'duty')`;

  test('counts each change in its transaction, and tells listeners', async () => {
    const gateway = new pg.Client({ connectionString: server.url('gateway') });
    await gateway.connect();
    await gateway.query('LISTEN rights_changed');
    const told = new Promise<string | undefined>((resolve) =>
      gateway.once('notification', (notification) => resolve(notification.payload)),
    );
    const version = async () =>
      Number((await gateway.query<{ version: string }>('SELECT version FROM rights_version')).rows[0]?.version);
    const before = await version();
    await gateway.query(insert, right({}));
    expect(await version()).toBe(before + 1);
    expect(await told).toBe(String(before + 1));
    await gateway.query('BEGIN');
    await gateway.query(insert, right({ operator: 'suita-clerk' }));
    await gateway.query('ROLLBACK');
    expect(await version()).toBe(before + 1);
    await gateway.end();
  });

  test('wants a second check by another, no right for oneself, and all purposes for the sandbox alone', async () => {
    const gateway = new pg.Client({ connectionString: server.url('gateway') });
    await gateway.connect();
    await gateway.query(insert, right({ operator: 'analyst', agency: 'sandbox', purpose: '*' }));
    for (const fields of [{ confirmedBy: 'first' }, { operator: 'second' }, { purpose: '*' }]) {
      await expect(gateway.query(insert, right(fields))).rejects.toMatchObject({ code: '23514' });
    }
    await gateway.end();
  });

  test('is kept by closing entries, never by altering or deleting them', async () => {
    const url = await createLogin(server, { name: 'juki_keeper', database: 'gateway', role: 'juki_ledger_keeper' });
    const keeper = new pg.Client({ connectionString: url });
    await keeper.connect();
    await keeper.query(insert, right({ operator: 'leaving-clerk' }));
    const revoked = await keeper.query(
      "UPDATE operator_right SET revoked_at = now(), revoked_by = 'first', revocation_reason = 'transfer' WHERE operator = 'leaving-clerk'",
    );
    expect(revoked.rowCount).toBe(1);
    for (const sql of [
      "UPDATE operator_right SET purpose = 'other'",
      'DELETE FROM operator_right',
      'UPDATE rights_version SET version = 0',
    ]) {
      await expect(keeper.query(sql)).rejects.toMatchObject({ code: '42501' });
    }
    await keeper.end();
  });
});
