import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createMemoryKeyProvider } from '@juki/keys/testing';
import {
  createInquiries,
  createRegistryServer,
  type Inquiries,
  type RegistryRepository,
  readTypeDefs,
} from '@juki/subgraph-runtime';
import { createRegistryCrypto, sealRecord } from '@juki/subgraph-runtime/registry';
import { startTestSubgraph, type TestRequest, type TestSubgraph, testRecord } from '@juki/subgraph-runtime/testing';
import { prefecturalTier } from '../../server.ts';
import { resolvers as identityRecords } from '../identity-records/resolvers.ts';
import { resolvers } from './resolvers.ts';

const keys = createMemoryKeyProvider('test');
const person = testRecord(keys, 1);
const { row } = sealRecord(person, createRegistryCrypto(keys, 'prefectural'));

/** A file that holds one person, wherever it is asked. */
const repository: RegistryRepository = {
  locate: async () => [{ municipalityCode: row.municipalityCode, ref: row.ref }],
  records: async () => [row],
};

let subgraph: TestSubgraph;
/** As the national tier holds them. */
let inquiries: Inquiries;

beforeEach(async () => {
  subgraph = await startTestSubgraph({
    audience: 'prefectural',
    // Beside it stand the types of the national tier, whose rules the matrix of a snapshot knows as well.
    typeDefs: readTypeDefs(new URL('../', import.meta.url), ['identity-records', 'inquiries']),
    known: ['name', 'birthDate', 'sex', 'address'].map((field) => `NationalInquiryRecord.${field}`),
    bodies: ['270008'],
    reaches: { 'juki-b6-2': 'own-prefecture', 'juki-b3-5-2': 'outside-prefecture', 'juki-b5-6': 'own-prefecture' },
    secondHops: { 'juki-b6-2': 'juki-b3-5-2' },
    keys,
    create: (parts) => {
      inquiries = createInquiries(keys, parts.policy);
      const chosen = [
        { name: 'identity-records', resolvers: identityRecords },
        { name: 'inquiries', resolvers },
      ];
      return createRegistryServer(prefecturalTier(chosen, parts.bodies), {
        ...parts,
        services: { inquiries },
        repository,
      });
    },
  });
});
afterEach(() => subgraph.close());

const { name, birthDate, sex, address } = person;
const fourItems = { name, birthDate, sex, address };
const query = `query ($key: PrefecturalSearchKey!) { prefecturalSearch(key: $key) {
  people { prefecturalRecord { name } } elsewhere { token purpose } } }`;

async function search(key: object, grant: TestRequest['grant'] = {}) {
  const { json } = await subgraph.send({ query, variables: { key }, grant: grant ?? {} });
  expect(json.errors).toBeUndefined();
  return json.data?.['prefecturalSearch'];
}

const absent = { fourItems: { ...fourItems, address: '福岡県久留米市城南町15-3' } };

test('whom the file does not hold is inquired after, and the search is on record as one that found nobody', async () => {
  const found = await search(absent);
  expect(found).toEqual({ people: [], elsewhere: { token: expect.any(String), purpose: 'juki-b3-5-2' } });
  expect(JSON.stringify(found)).not.toMatch(/山田|久留米/);
  expect(subgraph.audit.records).toEqual([
    expect.objectContaining({ phase: 'outcome', mode: 'none', subject: null, coordinates: [], body: '270008' }),
  ]);
});

test('the agency opens it in the same request, and in no other', async () => {
  const { elsewhere } = Object(await search(absent));
  const { gateway, caller } = subgraph;
  const behind = gateway.grant('{}', caller.authorization, { purpose: 'juki-b3-5-2', secondHopOf: 'juki-b6-2' });
  const at = { grant: behind, now: behind.decidedAt };
  expect(inquiries.open(elsewhere.token, at).key).toEqual({ individualNumber: null, residentCode: null, ...absent });
  const another = { ...behind, request: 'another' };
  expect(() => inquiries.open(elsewhere.token, { ...at, grant: another })).toThrow(
    expect.objectContaining({ code: 'INQUIRY_INVALID' }),
  );
});

describe('nothing leads further', () => {
  test('for a person whom the file holds', async () => {
    expect(await search({ fourItems })).toEqual({ people: [{ prefecturalRecord: { name } }], elsewhere: null });
  });

  test('under a purpose without a link', async () => {
    expect(await search(absent, { purpose: 'juki-b5-6' })).toEqual({ people: [], elsewhere: null });
  });

  test('by a key that no linked affair is given', async () => {
    expect(await search({ residentCode: testRecord(keys, 2).residentCode })).toEqual({ people: [], elsewhere: null });
  });
});
