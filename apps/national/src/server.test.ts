import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createPrismaAdapter, type EmbeddedPostgres, migrate } from '@juki/database';
import { temporaryPostgres } from '@juki/database/testing';
import { createMemoryKeyProvider } from '@juki/keys/testing';
import { createRegistryServer, readTypeDefs } from '@juki/subgraph-runtime';
import { createRegistryCrypto, sealRecord } from '@juki/subgraph-runtime/registry';
import {
  startTestSubgraph,
  type TestRequest,
  type TestSubgraph,
  testNumbers,
  testRecord,
} from '@juki/subgraph-runtime/testing';
import { PrismaClient } from './generated/prisma/client.ts';
import { createIdentityRecordRepository } from './modules/identity-records/identity-record-repository.ts';
import { resolvers } from './modules/identity-records/resolvers.ts';
import { nationalTier } from './server.ts';

const keys = createMemoryKeyProvider('test');
const crypto = createRegistryCrypto(keys, 'national');
const folder = path.resolve(import.meta.dirname, '../../../prisma/national/migrations');

let postgres: EmbeddedPostgres;
let prisma: PrismaClient;
let subgraph: TestSubgraph;

beforeAll(async () => {
  postgres = await temporaryPostgres({ databases: ['national'], durable: false });
  await migrate(postgres.url('national'), folder);
  prisma = new PrismaClient({ adapter: createPrismaAdapter(postgres.url('national')) });
  await seed();
}, 60_000);

afterAll(async () => {
  await prisma.$disconnect();
  await postgres.stop();
});

beforeEach(async () => {
  subgraph = await startTestSubgraph({
    audience: 'national',
    typeDefs: readTypeDefs(new URL('modules/', import.meta.url), ['identity-records']),
    bodies: ['jlis'],
    reaches: { 'juki-b1-78': 'nationwide', 'juki-b3-5-2': 'outside-prefecture', 'juki-self-disclosure': 'self' },
    keys,
    create: (parts) =>
      createRegistryServer(nationalTier([{ name: 'identity-records', resolvers }]), {
        ...parts,
        services: {},
        repository: createIdentityRecordRepository(prisma),
      }),
  });
});
afterEach(() => subgraph.close());

const people = [
  testRecord(keys, 1, { certificate: 'CERT-1', supersededOn: '2022-03-31' }),
  // Moved to 福岡県: one file, one history across prefectures.
  testRecord(keys, 1, { municipalityCode: '402036', address: '久留米市城南町15-3', changeDate: '2022-03-31' }),
  testRecord(keys, 2),
];

async function seed() {
  await prisma.body.createMany({
    data: [{ code: 'jlis', name: '地方公共団体情報システム機構' }],
  });
  for (const person of people) {
    const { row, locators } = sealRecord(person, crypto);
    const prefectureCode = person.municipalityCode.slice(0, 2);
    await prisma.identityRecord.create({ data: { ...row, prefectureCode } });
    await prisma.locator.createMany({
      data: locators.map((locator) => ({ ...locator, prefectureCode })),
      skipDuplicates: true,
    });
  }
}

/** Who is found by the number of the n-th person, and in whose log that stands. */
async function find(n: number, grant: TestRequest['grant'], authorization?: string) {
  const query = `query ($key: NationalSearchKey!) { nationalSearch(key: $key) { people { nationalRecord {
    name address municipalityCode changeReason history { address } } } } }`;
  const variables = { key: { individualNumber: testNumbers(n).individualNumber } };
  const request = { query, variables, grant: grant ?? {} };
  const { json } = await subgraph.send(authorization === undefined ? request : { ...request, authorization });
  expect(json.errors).toBeUndefined();
  const bodies = subgraph.audit.records.map(({ body }) => body);
  return { found: json.data?.['nationalSearch'], bodies };
}

const nobody = { people: [] };

test('a ministry finds a person with their whole history, in the log of the agency', async () => {
  const { found, bodies } = await find(1, { purpose: 'juki-b1-78', scope: { reach: 'nationwide' } });
  expect(found).toMatchObject({
    people: [
      { nationalRecord: { municipalityCode: '402036', history: [{ address: '大阪府豊中市中桜塚三丁目1番1号' }] } },
    ],
  });
  expect(bodies).toEqual(['jlis']);
});

describe('the agency asked by a prefecture for a person outside it (30条の11)', () => {
  const outsideOsaka = { purpose: 'juki-b3-5-2', scope: { reach: 'outside-prefecture', prefecture: '27' } } as const;

  test('gives the person, but not the history that lies inside', async () => {
    const { found } = await find(1, outsideOsaka);
    expect(found).toMatchObject({ people: [{ nationalRecord: { municipalityCode: '402036', history: [] } }] });
  });

  test('gives nobody who lives inside', async () => {
    expect((await find(2, outsideOsaka)).found).toEqual(nobody);
  });
});

describe('a disclosure to the person (30条の32)', () => {
  const query = '{ ownNationalRecord { nationalRecord { municipalityCode history { municipalityCode } } } }';
  const grant = { purpose: 'juki-self-disclosure', scope: { reach: 'self', certificate: 'CERT-1' } } as const;

  test('gives the whole record, wherever the person has lived', async () => {
    const authorization = await subgraph.caller.authorizationOf({ juki_certificate: 'CERT-1' });
    const { json } = await subgraph.send({ query, authorization, grant });
    expect(json.data).toEqual({
      ownNationalRecord: { nationalRecord: { municipalityCode: '402036', history: [{ municipalityCode: '272035' }] } },
    });
  });

  test('gives nothing to a login without that certificate', async () => {
    expect((await subgraph.send({ query, grant })).status).toBe(401);
  });

  test('finds nobody else by a search', async () => {
    const authorization = await subgraph.caller.authorizationOf({ juki_certificate: 'CERT-1' });
    expect((await find(2, grant, authorization)).found).toEqual(nobody);
  });
});
