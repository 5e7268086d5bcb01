import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createPrismaAdapter, type EmbeddedPostgres, migrate } from '@juki/database';
import { temporaryPostgres } from '@juki/database/testing';
import { createMemoryKeyProvider } from '@juki/keys/testing';
import { createRegistryServer, readTypeDefs } from '@juki/subgraph-runtime';
import { createRegistryCrypto, sealRecord } from '@juki/subgraph-runtime/registry';
import {
  startTestSubgraph,
  type TestReply,
  type TestSubgraph,
  testNumbers,
  testRecord,
} from '@juki/subgraph-runtime/testing';
import { PrismaClient } from './generated/prisma/client.ts';
import { createIdentityRecordRepository } from './modules/identity-records/identity-record-repository.ts';
import { resolvers } from './modules/identity-records/resolvers.ts';
import { prefecturalTier } from './server.ts';

const keys = createMemoryKeyProvider('test');
const crypto = createRegistryCrypto(keys, 'prefectural');
const folder = path.resolve(import.meta.dirname, '../../../prisma/prefectural/migrations');
const queries: string[] = [];

let postgres: EmbeddedPostgres;
let prisma: PrismaClient<'query'>;
let subgraph: TestSubgraph;

beforeAll(async () => {
  postgres = await temporaryPostgres({ databases: ['prefectural'], durable: false });
  await migrate(postgres.url('prefectural'), folder);
  const adapter = createPrismaAdapter(postgres.url('prefectural'));
  prisma = new PrismaClient({ adapter, log: [{ emit: 'event', level: 'query' }] });
  prisma.$on('query', ({ query }) => queries.push(query));
  await seed();
}, 60_000);

afterAll(async () => {
  await prisma.$disconnect();
  await postgres.stop();
});

beforeEach(async () => {
  subgraph = await startTestSubgraph({
    audience: 'prefectural',
    typeDefs: readTypeDefs(new URL('modules/', import.meta.url), ['identity-records']),
    bodies: ['270008', '400009'],
    reaches: { 'juki-b6-2': 'own-prefecture', 'consistency-check': 'nationwide', 'juki-self-disclosure': 'self' },
    keys,
    create: (parts) =>
      createRegistryServer(prefecturalTier([{ name: 'identity-records', resolvers }], parts.bodies), {
        ...parts,
        services: {},
        repository: createIdentityRecordRepository(prisma),
      }),
  });
  queries.length = 0;
});
afterEach(() => subgraph.close());

const osaka = testRecord(keys, 1, {
  certificate: 'CERT-1',
  revision: 2,
  address: '大阪府豊中市本町1-1',
  alias: 'ヤマ',
});
const before = {
  supersededOn: '2020-04-01',
  changeReason: 'BIRTH',
  changeDate: '1980-04-05',
  certificate: null,
} as const;
const osakaBefore = testRecord(keys, 1, { ...before, individualNumber: testNumbers(9).individualNumber });
const fukuoka = testRecord(keys, 2, { municipalityCode: '402036', address: '福岡県久留米市城南町15-3' });

async function seed() {
  await prisma.body.createMany({
    data: [
      { code: '270008', name: '大阪府', prefectureCode: '27' },
      { code: '400009', name: '福岡県', prefectureCode: '40' },
    ],
  });
  for (const person of [osaka, osakaBefore, fukuoka]) {
    const { row, locators } = sealRecord(person, crypto);
    const prefectureCode = person.municipalityCode.slice(0, 2);
    await prisma.identityRecord.create({ data: { ...row, prefectureCode } });
    const data = locators.map((locator) => ({ ...locator, prefectureCode }));
    await prisma.locator.createMany({ data, skipDuplicates: true });
  }
}

const search = `query Search($key: PrefecturalSearchKey!) {
  prefecturalSearch(key: $key) { people { __typename ref prefecturalRecord {
    name birthDate sex address individualNumber residentCode changeReason
    history { address changeReason supersededOn } } } } }`;

const byNumber = (n: number) => ({ key: { individualNumber: testNumbers(n).individualNumber } });
const nobody = { prefecturalSearch: { people: [] } };
const nationwide = { purpose: 'consistency-check', scope: { reach: 'nationwide' } } as const;
const refOf = (record: { readonly ref: Uint8Array }) => Buffer.from(record.ref).toString('base64url');

describe('a search', () => {
  test('by number gives the record and its history, and one record of the access', async () => {
    const { status, json } = await subgraph.send({ query: search, variables: byNumber(1) });
    expect({ status, errors: json.errors }).toEqual({ status: 200, errors: undefined });
    const record = { name: '山田 太郎1', birthDate: '1980-04-05', sex: 'MALE', ...testNumbers(1) };
    const history = [{ changeReason: 'BIRTH', supersededOn: '2020-04-01' }];
    expect(json.data).toMatchObject({
      prefecturalSearch: { people: [{ prefecturalRecord: { ...record, history } }] },
    });
    expect(subgraph.audit.records).toEqual([
      expect.objectContaining({ phase: 'outcome', body: '270008', mode: 'deliberate' }),
    ]);
    expect(subgraph.audit.records[0]?.counts).toEqual({ rows: 2, accesses: 14 });
    expect(json.extensions?.juki.receipts).toEqual([expect.stringMatching(/^270008:[\w-]{43}$/)]);
  });

  test('by 住民票コード and by the four items, however they are written, finds the same person', async () => {
    const fourItems = { name: '山田　太郎１', birthDate: '1980-04-05', sex: 'MALE', address: '豊中市本町一丁目１番' };
    for (const key of [
      { residentCode: testNumbers(1).residentCode },
      { fourItems },
      { fourItems: { ...fourItems, name: 'ヤマ' } },
    ]) {
      const { json } = await subgraph.send({ query: search, variables: { key } });
      expect(json.data).toMatchObject({ prefecturalSearch: { people: [{ ref: refOf(osaka) }] } });
    }
  });

  test.each([
    ['name', { name: '山田 次郎' }],
    ['date of birth', { birthDate: '1980-04-06' }],
    ['sex', { sex: 'FEMALE' }],
    ['address', { address: '大阪府豊中市中桜塚三丁目1番1号' }],
  ])('by four items of which one differs (%s) finds nobody', async (_which, changed) => {
    const fourItems = { name: osaka.name, birthDate: osaka.birthDate, sex: osaka.sex, address: osaka.address };
    const { json } = await subgraph.send({
      query: search,
      variables: { key: { fourItems: { ...fourItems, ...changed } } },
    });
    expect(json.data).toEqual(nobody);
  });

  test('by a number that the person no longer has finds nobody', async () => {
    expect((await subgraph.send({ query: search, variables: byNumber(9) })).json.data).toEqual(nobody);
  });

  test('for a person of another prefecture and for nobody answers alike, in body and in the log', async () => {
    const hidden = await subgraph.send({ query: search, variables: byNumber(2) });
    const absent = await subgraph.send({ query: search, variables: byNumber(3) });
    expect(hidden.json.data).toEqual(nobody);
    const withoutReceipts = ({ status, json }: TestReply) => ({ status, data: json.data, errors: json.errors });
    expect(withoutReceipts(hidden)).toEqual(withoutReceipts(absent));
    const [first, second] = subgraph.audit.records;
    const varying = { id: '', grant: '', argumentHash: '', durationMicros: 0 };
    expect({ ...first, ...varying }).toEqual({ ...second, ...varying });
    expect(first).toMatchObject({ subject: null, body: '270008', mode: 'none', coordinates: [] });
    expect(first?.argumentHash).not.toBe(second?.argumentHash);
  });

  test('for that person under a nationwide purpose finds them, in the log of their own prefecture', async () => {
    const { json } = await subgraph.send({ query: search, variables: byNumber(2), grant: nationwide });
    expect(json.data).toMatchObject({ prefecturalSearch: { people: [{ ref: refOf(fukuoka) }] } });
    expect(subgraph.audit.records.map(({ body }) => body)).toEqual(['400009']);
  });

  test.each([
    ['no key', {}, 'BAD_SEARCH_KEY'],
    ['two keys', { ...byNumber(1).key, residentCode: testNumbers(1).residentCode }, 'BAD_SEARCH_KEY'],
    ['a wrong check digit', { individualNumber: '123456789012' }, 'BAD_IDENTIFIER'],
    [
      'a date that is none',
      { fourItems: { name: 'x', birthDate: '1980-02-30', sex: 'MALE', address: 'x' } },
      'BAD_SEARCH_KEY',
    ],
    [
      'an empty name',
      { fourItems: { name: '　', birthDate: '1980-02-03', sex: 'MALE', address: 'x' } },
      'BAD_SEARCH_KEY',
    ],
  ])('by %s is refused without a query, quotes nothing, and is recorded', async (_what, key, code) => {
    const { json, text } = await subgraph.send({ query: search, variables: { key } });
    expect(json.errors?.[0]?.extensions).toEqual({ code });
    expect(text).not.toMatch(/123456789012|1980/);
    expect(queries).toEqual([]);
    expect(subgraph.audit.records).toEqual([expect.objectContaining({ phase: 'outcome', subject: null })]);
  });
});

test('a row of a body that this process does not host cannot be recorded, and so is not answered', async () => {
  const alone = await startTestSubgraph({
    audience: 'prefectural',
    typeDefs: readTypeDefs(new URL('modules/', import.meta.url), ['identity-records']),
    bodies: ['270008'],
    reaches: { 'consistency-check': 'nationwide' },
    keys,
    create: (parts) =>
      createRegistryServer(prefecturalTier([{ name: 'identity-records', resolvers }], parts.bodies), {
        ...parts,
        services: {},
        repository: createIdentityRecordRepository(prisma),
      }),
  });
  const { status, text } = await alone.send({ query: search, variables: byNumber(2), grant: nationwide });
  expect(status).toBe(500);
  expect(text).not.toContain(fukuoka.name);
  expect(alone.audit.records.map(({ phase }) => phase)).toEqual(['refused']);
  await alone.close();
});

describe('the database', () => {
  test('is asked for the columns of the operation and no others', async () => {
    const query =
      'query ($key: PrefecturalSearchKey!) { prefecturalSearch(key: $key) { people { prefecturalRecord { name } } } }';
    await subgraph.send({ query, variables: { key: { residentCode: testNumbers(1).residentCode } } });
    const selected = queries.find((sql) => sql.includes('"identity_record"."name"')) ?? '';
    // The code is read since it is the key that must match; nothing else is.
    expect([...selected.matchAll(/SELECT (.*) FROM/g)].flatMap(([, list]) => list?.match(/"(\w+)"(?=,|$)/g))).toEqual(
      expect.arrayContaining(['"name"', '"resident_code_sealed"', '"municipality_code"', '"ref"']),
    );
    expect(selected).not.toMatch(/individual_number|birth_date|"address"/);
  });

  test('answers a batch of persons with one query for each table, the scope in its where', async () => {
    const query = `query ($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on Person { prefecturalRecord { name history { name } } } } }`;
    const representations = [osaka, fukuoka].map((record) => ({ __typename: 'Person', ref: refOf(record) }));
    const { json } = await subgraph.send({ query, variables: { representations } });
    expect(json.data).toEqual({
      _entities: [
        { prefecturalRecord: { name: osaka.name, history: [{ name: osakaBefore.name }] } },
        { prefecturalRecord: null },
      ],
    });
    // The persons' rows, then their histories: each by way of the locator.
    expect(queries.map((sql) => /FROM "public"."(\w+)"/.exec(sql)?.[1])).toEqual([
      'locator',
      'identity_record',
      'locator',
      'identity_record',
    ]);
    for (const sql of queries) expect(sql).toMatch(/"prefecture_code" = \$/);
    expect(subgraph.audit.records).toHaveLength(2);
  });

  test('that fails leaves no data, an opaque error and a record', async () => {
    const broken = new PrismaClient({ adapter: createPrismaAdapter('postgresql://nobody@127.0.0.1:1/none') });
    const other = await startTestSubgraph({
      audience: 'prefectural',
      typeDefs: readTypeDefs(new URL('modules/', import.meta.url), ['identity-records']),
      bodies: ['270008'],
      keys,
      create: (parts) =>
        createRegistryServer(prefecturalTier([{ name: 'identity-records', resolvers }], parts.bodies), {
          ...parts,
          services: {},
          repository: createIdentityRecordRepository(broken),
        }),
    });
    const { json, text } = await other.send({ query: search, variables: byNumber(1) });
    expect(json.data).toEqual({ prefecturalSearch: null });
    expect(json.errors?.[0]?.extensions).toMatchObject({ code: 'INTERNAL' });
    expect(text + JSON.stringify(other.logged)).not.toMatch(/127\.0\.0\.1|postgres/);
    expect(other.audit.records).toEqual([expect.objectContaining({ phase: 'outcome', subject: null })]);
    await other.close();
    await broken.$disconnect();
  });
});

describe('a disclosure to the person (30条の32)', () => {
  const query = '{ ownPrefecturalRecord { prefecturalRecord { name } } }';
  const self = (certificate: string) =>
    ({ purpose: 'juki-self-disclosure', scope: { reach: 'self', certificate } }) as const;

  test('gives the record that belongs to the certificate of the login', async () => {
    const authorization = await subgraph.caller.authorizationOf({ juki_certificate: 'CERT-1' });
    const { json } = await subgraph.send({ query, authorization, grant: self('CERT-1') });
    expect(json.data).toEqual({ ownPrefecturalRecord: { prefecturalRecord: { name: osaka.name } } });
    expect(subgraph.audit.records).toEqual([expect.objectContaining({ body: '270008', mode: 'deliberate' })]);
  });

  test('gives nothing for a certificate that nobody here has, and nobody else by way of a search', async () => {
    const authorization = await subgraph.caller.authorizationOf({ juki_certificate: 'CERT-2' });
    const grant = self('CERT-2');
    expect((await subgraph.send({ query, authorization, grant })).json.data).toEqual({ ownPrefecturalRecord: null });
    const searched = await subgraph.send({ query: search, variables: byNumber(1), authorization, grant });
    expect(searched.json.data).toEqual(nobody);
  });

  test('gives nothing under a purpose of another reach', async () => {
    expect((await subgraph.send({ query, grant: nationwide })).json.data).toEqual({ ownPrefecturalRecord: null });
  });
});

test('one person stands under another pseudonym in each body, and never under the ref', async () => {
  await subgraph.send({ query: search, variables: byNumber(1), grant: nationwide });
  await subgraph.send({ query: search, variables: byNumber(2), grant: nationwide });
  await subgraph.send({ query: search, variables: byNumber(1) });
  const [first, second, third] = subgraph.audit.records;
  expect(first?.subject).toBe(third?.subject);
  expect(first?.subject).not.toBe(second?.subject);
  const written = JSON.stringify(subgraph.audit.records);
  for (const secret of [refOf(osaka), osaka.name, osaka.individualNumber, osaka.residentCode]) {
    expect(written).not.toContain(secret);
  }
});
