import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createPrismaAdapter, type EmbeddedPostgres, migrate } from '@juki/database';
import { temporaryPostgres } from '@juki/database/testing';
import { createRegistryCrypto, readTypeDefs, sealRecord } from '@juki/subgraph-runtime';
import {
  createMemoryKeys,
  startTestSubgraph,
  type TestSubgraph,
  testNumbers,
  testRecord,
} from '@juki/subgraph-runtime/testing';
import { PrismaClient } from './generated/prisma/client.ts';
import { createIdentityRecordRepository } from './modules/identity-records/identity-record-repository.ts';
import { createPrefecturalServer } from './server.ts';

const keys = createMemoryKeys();
const crypto = createRegistryCrypto(keys, 'prefectural');
const folder = path.resolve(import.meta.dirname, '../../../prisma/prefectural/migrations');

let postgres: EmbeddedPostgres;
let prisma: PrismaClient;
let subgraph: TestSubgraph;

beforeAll(async () => {
  postgres = await temporaryPostgres({ databases: ['prefectural'], durable: false });
  await migrate(postgres.url('prefectural'), folder);
  prisma = new PrismaClient({ adapter: createPrismaAdapter(postgres.url('prefectural')) });
  await seed();
}, 60_000);

afterAll(async () => {
  await prisma.$disconnect();
  await postgres.stop();
});

beforeEach(async () => {
  await subgraph?.close();
  subgraph = await startTestSubgraph({
    audience: 'prefectural',
    typeDefs: readTypeDefs(new URL('modules/', import.meta.url), ['base', 'identity-records']),
    bodies: ['270008', '400009'],
    reaches: {
      'juki-b6-2': 'own-prefecture',
      'consistency-check': 'nationwide',
      'juki-b3-5-2': 'outside-prefecture',
      'juki-self-disclosure': 'self',
    },
    keys,
    create: (parts) => createPrefecturalServer({ ...parts, repository: createIdentityRecordRepository(prisma) }),
  });
});
afterAll(() => subgraph.close());

async function seed() {
  await prisma.body.createMany({
    data: [
      { code: '270008', name: '大阪府', prefectureCode: '27' },
      { code: '400009', name: '福岡県', prefectureCode: '40' },
    ],
  });
  const osaka = testRecord(keys, 1, { certificate: 'CERT-1', revision: 2, address: '大阪府豊中市本町1-1' });
  const people = [
    osaka,
    testRecord(keys, 1, { supersededOn: '2020-04-01', changeReason: 'BIRTH', changeDate: '1980-04-05' }),
    testRecord(keys, 2, { municipalityCode: '402036', address: '福岡県久留米市城南町15-3' }),
  ];
  for (const person of people) {
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

describe('a search', () => {
  test('by number gives the record and its history, and one record of the access', async () => {
    const { status, json } = await subgraph.send({ query: search, variables: byNumber(1) });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      data: {
        prefecturalSearch: {
          people: [
            {
              prefecturalRecord: {
                name: '山田 太郎1',
                birthDate: '1980-04-05',
                sex: 'MALE',
                ...testNumbers(1),
                history: [{ changeReason: 'BIRTH', supersededOn: '2020-04-01' }],
              },
            },
          ],
        },
      },
    });
    expect(json.errors).toBeUndefined();
    expect(subgraph.audit.records).toHaveLength(1);
    expect(subgraph.audit.records[0]).toMatchObject({
      phase: 'outcome',
      body: '270008',
      mode: 'deliberate',
      counts: { rows: 2, accesses: 14 },
    });
    expect(json.extensions?.juki.receipts).toEqual([expect.stringMatching(/^270008:[\w-]{43}$/)]);
  });
});
