import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createPrismaAdapter, type EmbeddedPostgres, migrate } from '@juki/database';
import { temporaryPostgres } from '@juki/database/testing';
import { createMemoryKeyProvider } from '@juki/keys/testing';
import { createInquiries, createRegistryServer, type Inquiries, readTypeDefs } from '@juki/subgraph-runtime';
import { createRegistryCrypto, sealRecord } from '@juki/subgraph-runtime/registry';
import { startTestSubgraph, type TestRequest, type TestSubgraph, testRecord } from '@juki/subgraph-runtime/testing';
import { PrismaClient } from '../../generated/prisma/client.ts';
import { nationalTier } from '../../server.ts';
import { createIdentityRecordRepository } from '../identity-records/identity-record-repository.ts';
import { resolvers as identityRecords } from '../identity-records/resolvers.ts';
import { resolvers } from './resolvers.ts';

const keys = createMemoryKeyProvider('test');
const crypto = createRegistryCrypto(keys, 'national');
const folder = path.resolve(import.meta.dirname, '../../../../../prisma/national/migrations');
const modules = ['identity-records', 'inquiries'];

let postgres: EmbeddedPostgres;
let prisma: PrismaClient;
let subgraph: TestSubgraph;
/** As the prefectural tier holds them, with the same key of the network. */
let inquiries: Inquiries;

beforeAll(async () => {
  postgres = await temporaryPostgres({ databases: ['national'], durable: false });
  await migrate(postgres.url('national'), folder);
  prisma = new PrismaClient({ adapter: createPrismaAdapter(postgres.url('national')) });
  await prisma.body.createMany({ data: [{ code: 'jlis', name: '地方公共団体情報システム機構' }] });
  for (const person of [elsewhere, here]) {
    const { row, locators } = sealRecord(person, crypto);
    const prefectureCode = person.municipalityCode.slice(0, 2);
    await prisma.identityRecord.create({ data: { ...row, prefectureCode } });
    await prisma.locator.createMany({ data: locators.map((locator) => ({ ...locator, prefectureCode })) });
  }
}, 60_000);
afterAll(async () => {
  await prisma.$disconnect();
  await postgres.stop();
});

beforeEach(async () => {
  subgraph = await startTestSubgraph({
    audience: 'national',
    typeDefs: readTypeDefs(new URL('../', import.meta.url), modules),
    bodies: ['jlis'],
    reaches: { 'juki-b6-2': 'own-prefecture', 'juki-b3-5-2': 'outside-prefecture', 'juki-b6-3': 'own-prefecture' },
    secondHops: { 'juki-b6-2': 'juki-b3-5-2' },
    keys,
    create: (parts) => {
      inquiries = createInquiries(keys, parts.policy);
      const chosen = [
        { name: 'identity-records', resolvers: identityRecords },
        { name: 'inquiries', resolvers },
      ];
      return createRegistryServer(nationalTier(chosen), {
        ...parts,
        services: { inquiries },
        repository: createIdentityRecordRepository(prisma),
      });
    },
  });
});
afterEach(() => subgraph.close());

const elsewhere = testRecord(keys, 1, { municipalityCode: '402036', address: '久留米市城南町15-3' });
const here = testRecord(keys, 2);
const fourItems = ({ name, birthDate, sex, address }: typeof here) => ({
  fourItems: { name, birthDate, sex, address },
});

const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  ... on NationalInquiry { records { name address individualNumber } } } }`;
const coordinates = ['name', 'address', 'individualNumber'].map((field) => `NationalInquiryRecord.${field}`);
const hop = {
  purpose: 'juki-b3-5-2',
  secondHopOf: 'juki-b6-2',
  provisions: ['juki-30-11-1-1'],
  scope: { reach: 'outside-prefecture', prefecture: '27' },
  coordinates: ['NationalInquiry.records', ...coordinates],
} as const;

/** What the prefectural tier seals in the first fetch of a request. */
function sealed(person: typeof here, changes: Partial<Parameters<Inquiries['seal']>[1]['grant']> = {}): unknown {
  const { gateway, caller } = subgraph;
  const grant = gateway.grant('{}', caller.authorization, changes);
  return inquiries.seal(fourItems(person), { grant, now: grant.decidedAt })?.token;
}

function ask(token: unknown, grant: TestRequest['grant'] = hop) {
  return subgraph.send({
    query,
    variables: { representations: [{ __typename: 'NationalInquiry', token }] },
    grant: grant ?? hop,
  });
}

test('a person outside the prefecture is given under the linked affair, in the log of the agency', async () => {
  const { json } = await ask(sealed(elsewhere));
  const { name, address, individualNumber } = elsewhere;
  expect(json).toMatchObject({ data: { _entities: [{ records: [{ name, address, individualNumber }] }] } });
  expect(json.errors).toBeUndefined();
  expect(subgraph.audit.records).toEqual([
    expect.objectContaining({
      phase: 'outcome',
      body: 'jlis',
      purpose: 'juki-b3-5-2',
      provisions: ['juki-30-11-1-1'],
      mode: 'deliberate',
      argumentHash: expect.any(String),
      coordinates: ['NationalInquiry.records', ...[...coordinates].sort()],
    }),
  ]);
});

test('a person inside it, and one who does not exist, are alike: nobody, and a record of it', async () => {
  const inside = await ask(sealed(here));
  const absent = await ask(sealed({ ...here, birthDate: '1900-01-01' }));
  expect(inside.json.data).toEqual({ _entities: [{ records: [] }] });
  expect(absent.json.data).toEqual(inside.json.data);
  expect(subgraph.audit.records.map(({ mode, subject }) => [mode, subject])).toEqual([
    ['none', null],
    ['none', null],
  ]);
});

describe('an inquiry is refused whole, and the refusal is on record', () => {
  async function expectRefused(reply: ReturnType<typeof ask>, code = 'INQUIRY_INVALID') {
    const { status, json } = await reply;
    expect([status, json.data, json.errors?.[0]?.extensions?.['code']]).toEqual([403, undefined, code]);
    expect(subgraph.audit.records).toEqual([
      expect.objectContaining({ phase: 'refused', refusal: code, body: 'jlis' }),
    ]);
  }

  test.each([
    ['forged', 'Zm9yZ2Vk'],
    ['empty', ''],
    ['no text', 7],
    ['missing', undefined],
  ])('that is %s', async (_what, token) => {
    await expectRefused(ask(token));
  });

  test('that was sealed in another request', async () => {
    await expectRefused(ask(sealed(elsewhere, { request: '01936f00-0000-7000-8000-000000000009' })));
  });

  test('that was sealed for another officer', async () => {
    const { actor } = subgraph.gateway.grant('{}', subgraph.caller.authorization, {});
    await expectRefused(ask(sealed(elsewhere, { actor: { ...actor, operator: 'somebody-else' } })));
  });

  test('that has expired', async () => {
    const token = sealed(elsewhere);
    subgraph.advance(31_000);
    await expectRefused(ask(token));
  });

  test('beside one that is good: nothing of either is told', async () => {
    const representations = [sealed(elsewhere), 'x'].map((token) => ({ __typename: 'NationalInquiry', token }));
    await expectRefused(subgraph.send({ query, variables: { representations }, grant: hop }));
  });

  test.each([
    [
      'under the stated purpose',
      { ...hop, purpose: 'juki-b6-2', secondHopOf: null, scope: { reach: 'own-prefecture', prefecture: '27' } },
    ],
    ['under the linked affair as if it were stated', { ...hop, secondHopOf: null }],
    ['behind a purpose without a link', { ...hop, secondHopOf: 'juki-b6-3' }],
    ['with the scope of the first search', { ...hop, scope: { reach: 'own-prefecture', prefecture: '27' } }],
    ['outside another prefecture than the own', { ...hop, scope: { reach: 'outside-prefecture', prefecture: '40' } }],
    ['with more than stands behind the hop', { ...hop, coordinates: [...hop.coordinates, 'NationalRecord.name'] }],
  ] as const)('%s', async (_how, grant) => {
    await expectRefused(ask(sealed(elsewhere), grant), 'GRANT_EXCEEDED');
  });
});
