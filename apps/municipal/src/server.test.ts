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
import { municipalTier } from './server.ts';

const keys = createMemoryKeyProvider('test');
const crypto = createRegistryCrypto(keys, 'municipal');
const folder = path.resolve(import.meta.dirname, '../../../prisma/municipal/migrations');

let postgres: EmbeddedPostgres;
let prisma: PrismaClient;
let subgraph: TestSubgraph;

beforeAll(async () => {
  postgres = await temporaryPostgres({ databases: ['municipal'], durable: false });
  await migrate(postgres.url('municipal'), folder);
  prisma = new PrismaClient({ adapter: createPrismaAdapter(postgres.url('municipal')) });
  await seed();
}, 60_000);

afterAll(async () => {
  await prisma.$disconnect();
  await postgres.stop();
});

beforeEach(async () => {
  subgraph = await startTestSubgraph({
    audience: 'municipal',
    typeDefs: readTypeDefs(new URL('modules/', import.meta.url), ['identity-records']),
    bodies: ['272035', '272051', '402036'],
    reaches: {
      'municipal-register': 'own-municipality',
      'juki-b2-1': 'own-prefecture',
      'consistency-check': 'nationwide',
    },
    keys,
    create: (parts) =>
      createRegistryServer(municipalTier([{ name: 'identity-records', resolvers }]), {
        ...parts,
        services: {},
        repository: createIdentityRecordRepository(prisma),
      }),
  });
});
afterEach(() => subgraph.close());

const moved = { revision: 2, changeReason: 'MOVE_WITHIN', changeKind: 'CORRECTION', address: '豊中市本町1-1' } as const;
const people = [
  testRecord(keys, 1, { supersededOn: '2021-05-06' }),
  testRecord(keys, 1, { ...moved, changeDate: '2021-05-06' }),
  testRecord(keys, 2, { municipalityCode: '272051', address: '吹田市泉町1-3-40' }),
  // Left 豊中市 for 吹田市: both municipalities hold a row of their own.
  testRecord(keys, 3, { changeKind: 'DELETION', changeReason: 'MOVE_OUT_DOMESTIC', changeDate: '2024-04-01' }),
  testRecord(keys, 3, { municipalityCode: '272051', address: '吹田市山田1-1', changeDate: '2024-04-02' }),
  testRecord(keys, 4, { municipalityCode: '402036', address: '久留米市城南町15-3' }),
];

async function seed() {
  await prisma.body.createMany({
    data: [
      { code: '272035', name: '豊中市' },
      { code: '272051', name: '吹田市' },
      { code: '402036', name: '久留米市' },
    ],
  });
  for (const person of people) {
    const { row, locators } = sealRecord(person, crypto);
    await prisma.identityRecord.create({ data: row });
    await prisma.locator.createMany({ data: [...locators], skipDuplicates: true });
  }
}

/** Who is found by the number of the n-th person, and in whose log that stands. */
async function find(n: number, grant: TestRequest['grant'], authorization?: string) {
  const query = `query ($key: MunicipalSearchKey!) { municipalSearch(key: $key) { people { municipalRecord {
    name address municipalityCode changeReason history { address } } } } }`;
  const variables = { key: { individualNumber: testNumbers(n).individualNumber } };
  const request = { query, variables, grant: grant ?? {} };
  const { json } = await subgraph.send(authorization === undefined ? request : { ...request, authorization });
  expect(json.errors).toBeUndefined();
  const bodies = subgraph.audit.records.map(({ body }) => body);
  return { found: json.data?.['municipalSearch'], bodies };
}

const nobody = { people: [] };

describe("a municipality's own register", () => {
  const own = (municipality: string) =>
    ({ purpose: 'municipal-register', scope: { reach: 'own-municipality', municipality } }) as const;

  test('finds its residents, with their history, and records in its own log', async () => {
    const { found, bodies } = await find(1, own('272035'));
    expect(found).toEqual({
      people: [
        {
          municipalRecord: {
            name: '山田 太郎1',
            address: '豊中市本町1-1',
            municipalityCode: '272035',
            changeReason: 'MOVE_WITHIN',
            history: [{ address: '大阪府豊中市中桜塚三丁目1番1号' }],
          },
        },
      ],
    });
    expect(bodies).toEqual(['272035']);
  });

  test('does not know the residents of another municipality, nor that they exist', async () => {
    expect(await find(2, own('272035'))).toEqual({ found: nobody, bodies: ['272035'] });
    expect(await find(5, own('272035'))).toEqual({ found: nobody, bodies: ['272035', '272035'] });
  });

  test('shows of a person who left its own last row only', async () => {
    const { found } = await find(3, own('272035'));
    expect(found).toMatchObject({ people: [{ municipalRecord: { changeReason: 'MOVE_OUT_DOMESTIC', history: [] } }] });
  });

  test('of another agency is out of reach: the grant would have to name a seat that the agency does not have', async () => {
    const query = '{ __typename }';
    expect((await subgraph.send({ query, grant: own('272051') })).status).toBe(403);
  });
});

describe('a purpose over a prefecture', () => {
  const osaka = { purpose: 'juki-b2-1', scope: { reach: 'own-prefecture', prefecture: '27' } } as const;

  test('finds a person once, where they live now, in the log of that municipality', async () => {
    const { found, bodies } = await find(3, osaka);
    expect(found).toMatchObject({ people: [{ municipalRecord: { municipalityCode: '272051', history: [] } }] });
    expect(bodies).toEqual(['272051']);
  });

  test('does not reach another prefecture', async () => {
    expect((await find(4, osaka)).found).toEqual(nobody);
  });
});

test('the consistency check reaches every municipality, each access in the log of its own', async () => {
  const nationwide = { purpose: 'consistency-check', scope: { reach: 'nationwide' } } as const;
  for (const n of [1, 2, 4]) await find(n, nationwide);
  expect(subgraph.audit.records.map(({ body }) => body)).toEqual(['272035', '272051', '402036']);
});
