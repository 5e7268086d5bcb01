import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type BulkDesk, openBulkProvision } from '@juki/bulk-provision/tier';
import { createPool, createPrismaAdapter, type EmbeddedPostgres, migrate } from '@juki/database';
import { temporaryPostgres } from '@juki/database/testing';
import { createMemoryKeyProvider } from '@juki/keys/testing';
import { createMediaLedger } from '@juki/media-ledger';
import { createRegistryServer, type Inquiries, readTypeDefs, type TierModule } from '@juki/subgraph-runtime';
import { createRegistryCrypto, sealRecord } from '@juki/subgraph-runtime/registry';
import { startTestSubgraph, type TestSubgraph, testNumbers, testRecord } from '@juki/subgraph-runtime/testing';
import { PrismaClient } from '../../generated/prisma/client.ts';
import { prefecturalTier } from '../../server.ts';
import { createIdentityRecordRepository } from '../identity-records/identity-record-repository.ts';
import { resolvers as identityRecords } from '../identity-records/resolvers.ts';
import { resolvers } from './resolvers.ts';

/** A chunk is answered set-wise: however many rows it has, the file is asked as often. */

const modules: readonly TierModule<{ readonly 'bulk-provision': BulkDesk; readonly inquiries: Inquiries }>[] = [
  { name: 'identity-records', resolvers: identityRecords },
  { name: 'inquiries', resolvers: {} },
  { name: 'bulk-provision', resolvers },
];
const keys = createMemoryKeyProvider('test');
const crypto = createRegistryCrypto(keys, 'prefectural');
const folder = path.resolve(import.meta.dirname, '../../../../../prisma/prefectural/migrations');
const queries: string[] = [];
let postgres: EmbeddedPostgres;
let prisma: PrismaClient<'query'>;
let pool: ReturnType<typeof createPool>;
let subgraph: TestSubgraph;

beforeAll(async () => {
  postgres = await temporaryPostgres({ databases: ['prefectural'], durable: false });
  await migrate(postgres.url('prefectural'), folder);
  pool = createPool(postgres.url('prefectural'));
  prisma = new PrismaClient({
    adapter: createPrismaAdapter(postgres.url('prefectural')),
    log: [{ emit: 'event', level: 'query' }],
  });
  prisma.$on('query', ({ query }) => queries.push(query));
  await prisma.body.create({ data: { code: '270008', name: '大阪府', prefectureCode: '27' } });
  for (const person of [...people.map((n) => testRecord(keys, n)), renamed]) {
    const { row, locators } = sealRecord(person, crypto);
    await prisma.identityRecord.create({ data: { ...row, prefectureCode: '27' } });
    const data = locators.map((locator) => ({ ...locator, prefectureCode: '27' }));
    await prisma.locator.createMany({ data, skipDuplicates: true });
  }
  const desk = openBulkProvision(
    { writer: pool, keys },
    { tier: 'prefectural', media: createMediaLedger(pool), bodyOf: () => '270008' },
  );
  subgraph = await startTestSubgraph({
    audience: 'prefectural',
    typeDefs: readTypeDefs(new URL('../', import.meta.url), ['identity-records', 'inquiries', 'bulk-provision']),
    bodies: ['270008'],
    reaches: { 'juki-b6-2': 'own-prefecture' },
    keys,
    create: (parts) =>
      createRegistryServer(prefecturalTier(modules, parts.bodies), {
        ...parts,
        services: {
          'bulk-provision': desk.services,
          inquiries: { seal: () => null, open: () => ({ key: {}, batch: false }) },
        },
        repository: createIdentityRecordRepository(prisma),
      }),
  });
}, 60_000);
afterAll(async () => {
  await subgraph.close();
  await prisma.$disconnect();
  await pool.end();
  await postgres.stop();
});

const people = Array.from({ length: 40 }, (_, index) => index + 1);
const renamed = testRecord(keys, 50, { name: '山田 花子', formerSurname: '佐藤', alias: 'ハナ' });
const query = `query ($job: ID!, $chunk: Int!, $keys: [PrefecturalSearchKey]!) {
  prefecturalBulkInquiry(job: $job, chunk: $chunk, keys: $keys) {
    refusal repeated rows { verdict fault person { prefecturalRecord { name birthDate } } } } }`;
const register = `mutation ($input: PrefecturalBulkRegistration!) { prefecturalRegisterBulkJob(input: $input) { refusal } }`;

test('eighty rows and more cost one question of the locator for each kind of key, and one of the records', async () => {
  const fourItems = (n: number) => {
    const { name, birthDate, sex, address } = testRecord(keys, n);
    return { fourItems: { name, birthDate, sex, address } };
  };
  const ofRenamed = (name: string) => {
    const { birthDate, sex, address } = renamed;
    return { fourItems: { name, birthDate, sex, address } };
  };
  const rowKeys = [
    ...people.map((n) => ({ individualNumber: testNumbers(n).individualNumber })),
    ...people.map(fourItems),
    // 氏名, 通称, and 旧氏 with the given name; nobody by the former surname alone.
    ...['山田 花子', 'ハナ', '佐藤 花子', '佐藤'].map(ofRenamed),
    { individualNumber: '123' },
    { residentCode: testNumbers(99).residentCode },
    null,
  ];
  const instant = (hours: number) => new Date(Date.UTC(2026, 10, 20, 3 + hours)).toISOString();
  const registered = await subgraph.send({
    query: register,
    variables: {
      input: {
        ...{
          job: 'job-00000001',
          file: 'bulk.csv',
          requester: 'osaka-education-officer',
          purpose: 'juki-b6-2',
          case: '2026-0001',
        },
        ...{
          profile: 'inquiry',
          rows: rowKeys.length,
          chunkRows: 500,
          sha256: 'ab'.repeat(32),
          secondPerson: 'attendant',
        },
        ...{ expiresAt: instant(1), eraseBy: instant(2) },
      },
    },
  });
  expect(registered.json).toMatchObject({ data: { prefecturalRegisterBulkJob: { refusal: null } } });
  queries.length = 0;
  const before = subgraph.audit.records.length;
  const variables = { job: 'job-00000001', chunk: 0, keys: rowKeys };
  const { json } = await subgraph.send({ query, variables });
  const found = people.map((n) => {
    const { name, birthDate } = testRecord(keys, n);
    return { verdict: 'FOUND', fault: null, person: { prefecturalRecord: { name, birthDate } } };
  });
  expect(json.data).toEqual({
    prefecturalBulkInquiry: {
      ...{ refusal: null, repeated: false },
      rows: [
        ...found,
        ...found,
        ...Array(3).fill({
          ...{ verdict: 'FOUND', fault: null },
          person: { prefecturalRecord: { name: renamed.name, birthDate: renamed.birthDate } },
        }),
        { verdict: 'NOT_FOUND', fault: null, person: null },
        { verdict: 'KEY_INVALID', fault: 'BAD_IDENTIFIER', person: null },
        { verdict: 'NOT_FOUND', fault: null, person: null },
        { verdict: 'NOT_SENT', fault: null, person: null },
      ],
    },
  });
  const asked = (table: string) => queries.filter((text) => text.includes(`FROM "public"."${table}"`)).length;
  // One question of the locator for each of the three kinds of key.
  expect({ locator: asked('locator'), records: asked('identity_record') }).toEqual({ locator: 3, records: 1 });
  // A record for each person, who stands in several rows, and one for each search that found nobody.
  const records = subgraph.audit.records.slice(before);
  expect(records.filter(({ mode }) => mode === 'batch')).toHaveLength(41);
  expect(records.filter(({ mode }) => mode === 'none')).toHaveLength(2);
});
