import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient } from '@juki/client';
import { recordsOf, startTestSystem, type TestSystem } from '@juki/testing';
import { cast, fourItems, searchIn } from './people.ts';

/**
 * A pupil's family has moved away. The board of education of Osaka looks for them in the governor's file, under 別表第六 2項; the
 * file holds nobody, and the law leads on: the agency answers under 別表第三 5の2項 (住民基本台帳法30条の11), in its own name.
 */

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
}, 120_000);
afterAll(() => system?.remove(), 30_000);

const b62 = { purpose: 'juki-b6-2', case: 'R8-0001' } as const;
const away = cast.formerSurname.latest;
const here = cast.toyonakaMover.latest;
const nobody = { ...away, birthDate: '1900-01-01' };

const inquired = 'name birthDate address municipalityCode individualNumber changeReason';
const search = (selection = inquired) => `query Search($key: PrefecturalSearchKey!) { prefecturalSearch(key: $key) {
  people { prefecturalRecord { name address } } elsewhere { purpose records { ${selection} } } } }`;

describe('a family that has moved to another prefecture', () => {
  test('is not in the governor’s file, and the agency answers under the linked affair, in one request', async () => {
    const officer = await system.operator('osaka-education-officer');
    const answer = await officer.asks({ ...b62, query: search(), variables: fourItems(away) });
    expect(answer.errors).toEqual([]);
    expect(answer.data.prefecturalSearch).toEqual({
      people: [],
      elsewhere: {
        purpose: 'juki-b3-5-2',
        records: [
          {
            name: away.name,
            birthDate: away.birthDate,
            address: away.address,
            municipalityCode: away.municipalityCode,
            // 番号法別表 gives it to 別表第三 5の2項; 別表第六 2項 would need an ordinance.
            individualNumber: away.individualNumber,
            changeReason: away.changeReason,
          },
        ],
      },
    });

    const records = await recordsOf(system, answer.request);
    const told = (phase: string, body: string) =>
      records
        .filter((record) => record.phase === phase && record.body === body)
        .map(({ purpose, mode, subject, provisions, coordinates, case: number }) => {
          return { purpose, mode, known: subject !== null, provisions, count: coordinates.length, number };
        });
    expect(told('intent', '000000').map(({ purpose }) => purpose)).toEqual(['juki-b6-2']);
    expect(told('outcome', '270008')).toEqual([
      expect.objectContaining({ purpose: 'juki-b6-2', mode: 'none', known: false, count: 0, number: 'R8-0001' }),
    ]);
    expect(told('outcome', 'jlis')).toEqual([
      {
        purpose: 'juki-b3-5-2',
        mode: 'deliberate',
        known: true,
        provisions: expect.arrayContaining(['juki-30-11-1-1', 'bango-9-1']),
        count: 7,
        number: 'R8-0001',
      },
    ]);
    const [outcome] = records.filter(({ phase, body }) => phase === 'outcome' && body === 'jlis');
    expect(outcome?.coordinates.every((at) => /^NationalInquiry(Record)?\./.test(at))).toBe(true);
    expect(outcome?.provisions.some((provision) => provision.startsWith('juki-30-15'))).toBe(false);
    expect(JSON.stringify(records)).not.toMatch(new RegExp(`${away.name}|${String(away.individualNumber)}`));
  });

  test('can be asked for by a client as well, and by aliases, each with a seal of its own', async () => {
    const { token } = await system.operator('osaka-education-officer');
    const client = createClient({ gateway: system.gateway, authorization: async () => `Bearer ${token}` });
    const document = `query ($one: PrefecturalSearchKey!, $other: PrefecturalSearchKey!) {
      one: prefecturalSearch(key: $one) { elsewhere { records { name } } }
      other: prefecturalSearch(key: $other) { elsewhere { found: records { address } } } }`;
    const variables = { one: fourItems(away).key, other: fourItems(nobody).key };
    const { data, errors } = await client.request({ ...b62, document, variables });
    expect([data, errors]).toEqual([
      { one: { elsewhere: { records: [{ name: away.name }] } }, other: { elsewhere: { found: [] } } },
      [],
    ]);
  });
});

describe('a name is found however it is written, and only whole', () => {
  const b62Here = { ...b62, query: search('name formerSurname') };
  const found = (data: { prefecturalSearch: { people: unknown[]; elsewhere: { records: unknown[] } | null } }) =>
    data.prefecturalSearch.people.length + (data.prefecturalSearch.elsewhere?.records.length ?? 0);
  const alias = cast.foreignAlias.latest;
  const glyph = cast.glyphName.latest;

  test.each([
    ['by 旧氏 and given name, in the agency’s file', { ...away, name: '古賀 直美' }],
    ['by 通称, in the governor’s', { ...alias, name: '森蘭' }],
    ['by the name of a foreign resident, in other letters', { ...alias, name: 'Ｎｇｕｙｅｎ Thi Lan' }],
    ['without the glyph variant of the register', { ...glyph, name: '葛城 由美子' }],
    ['with an address written in digits', { ...here, address: '豊中市桜台３－１－１５' }],
  ])('%s', async (_how, person) => {
    const officer = await system.operator('osaka-education-officer');
    const { data, errors } = await officer.asks({ ...b62Here, variables: fourItems(person) });
    expect([found(data), errors]).toEqual([1, []]);
  });

  test.each([
    ['the surname alone', { ...away, name: '古賀' }],
    ['another given name', { ...away, name: '古賀 直子' }],
    ['another day of birth', { ...away, name: '古賀 直美', birthDate: '1986-12-02' }],
    ['another sex', { ...away, name: '古賀 直美', sex: 'MALE' as const }],
    ['another house', { ...away, name: '古賀 直美', address: '福岡県飯塚市柳町二丁目18番5号' }],
    ['the reading in place of the name', { ...here, name: 'ヤマダ ハナコ' }],
    ['an address where the person no longer lives', { ...here, address: '大阪府豊中市緑が丘二丁目4番8号' }],
  ])('and not with %s', async (_how, person) => {
    const officer = await system.operator('osaka-education-officer');
    const { data, errors } = await officer.asks({ ...b62Here, variables: fourItems(person) });
    expect([found(data), errors]).toEqual([0, []]);
  });
});

describe('the law leads no further', () => {
  test('for a person of the own prefecture: the agency is not asked', async () => {
    const officer = await system.operator('osaka-education-officer');
    const answer = await officer.asks({ ...b62, query: search(), variables: fourItems(here) });
    expect(answer.data.prefecturalSearch).toEqual({
      people: [{ prefecturalRecord: { name: here.name, address: here.address } }],
      elsewhere: null,
    });
    expect((await recordsOf(system, answer.request)).filter(({ body }) => body === 'jlis')).toEqual([]);
  });

  test('under a purpose without a link, alike for a person who lives elsewhere and one who does not exist', async () => {
    const officer = await system.operator('osaka-passport-officer');
    const asked = { purpose: 'juki-b5-6', case: 'R8-0100', query: search('name') };
    const elsewhere = await officer.asks({ ...asked, variables: fourItems(away) });
    const absent = await officer.asks({ ...asked, variables: fourItems(nobody) });
    expect(elsewhere.data).toEqual({ prefecturalSearch: { people: [], elsewhere: null } });
    expect(absent.data).toEqual(elsewhere.data);
    expect(absent.errors).toEqual(elsewhere.errors);
    expect(elsewhere.errors.map(({ extensions }) => [extensions['coordinate'], extensions['reason']])).toEqual([
      ['NationalInquiry.records', 'NO_SECOND_HOP'],
    ]);
    expect((await recordsOf(system, elsewhere.request)).filter(({ body }) => body === 'jlis')).toEqual([]);
  });

  test('for an officer who states the linked affair: it is no inquiry, and the agency’s own search finds whoever lives outside', async () => {
    const officer = await system.operator('osaka-education-officer');
    const b352 = { purpose: 'juki-b3-5-2', case: 'R8-0001' } as const;
    const closed = await officer.asks({ ...b352, query: search('name'), variables: fourItems(away) });
    expect(closed.data.prefecturalSearch).toBeNull();
    const asked = { ...b352, query: searchIn('national', 'name') };
    expect((await officer.asks({ ...asked, variables: fourItems(away) })).data.nationalSearch.people).toHaveLength(1);
    expect((await officer.asks({ ...asked, variables: fourItems(here) })).data.nationalSearch.people).toEqual([]);
  });

  test('for a caller who brings a token: nobody can ask for one or by one', async () => {
    const officer = await system.operator('osaka-education-officer');
    for (const query of [
      search('name').replace('purpose', 'token'),
      '{ _entities(representations: [{ __typename: "NationalInquiry", token: "x" }]) { __typename } }',
    ]) {
      const { status, errors } = await officer.asks({ ...b62, query, variables: fourItems(away) });
      expect([status, errors[0]?.extensions['code']]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    }
  });
});

test('someone who is in no file is found nowhere, and both tiers have it on record', async () => {
  const officer = await system.operator('osaka-education-officer');
  const answer = await officer.asks({ ...b62, query: search('name'), variables: fourItems(nobody) });
  expect(answer.data.prefecturalSearch).toEqual({ people: [], elsewhere: { purpose: 'juki-b3-5-2', records: [] } });
  const outcomes = (await recordsOf(system, answer.request)).filter(({ phase }) => phase === 'outcome');
  expect(outcomes.map(({ body, purpose, mode, argumentHash }) => [body, purpose, mode, argumentHash !== null])).toEqual(
    expect.arrayContaining([
      ['270008', 'juki-b6-2', 'none', true],
      ['jlis', 'juki-b3-5-2', 'none', true],
    ]),
  );
});

describe('a prefecture that asks the agency itself (30条の22第2項)', () => {
  test('finds whoever lives outside it, code and number included, and nobody inside', async () => {
    const officer = await system.operator('osaka-passport-officer');
    const asked = {
      purpose: 'juki-pref-cooperation',
      case: 'R8-0300',
      query: searchIn('national', 'name residentCode individualNumber'),
    };
    const outside = await officer.asks({ ...asked, variables: fourItems(away) });
    expect(outside.errors).toEqual([]);
    expect(outside.data.nationalSearch.people).toEqual([
      {
        nationalRecord: {
          name: away.name,
          residentCode: away.residentCode,
          individualNumber: away.individualNumber,
        },
      },
    ]);
    const inside = await officer.asks({ ...asked, variables: fourItems(here) });
    expect(inside.data).toEqual({ nationalSearch: { people: [] } });
  });
});

test('the schema of a purpose shows the inquiry where the law leads further, and its answer nowhere else', async () => {
  const query = '{ __schema { types { name fields { name } } } }';
  const names = async (id: string, purpose: string) => {
    const officer = await system.operator(id);
    const { data } = await officer.asks({ purpose, case: 'R8-0001', query });
    return data.__schema.types.map(({ name }: { name: string }) => name);
  };
  expect(await names('osaka-education-officer', 'juki-b6-2')).toContain('NationalInquiryRecord');
  expect(await names('osaka-education-officer', 'juki-b3-5-2')).not.toContain('NationalInquiryRecord');
  expect(await names('osaka-passport-officer', 'juki-b5-6')).not.toContain('NationalInquiryRecord');
});

describe('when the agency does not answer', () => {
  afterEach(() => system.services.national.start());

  test('what the prefecture found stands, and the error says what to do', async () => {
    const officer = await system.operator('osaka-education-officer');
    await system.services.national.kill();
    const answer = await officer.asks({ ...b62, query: search('name'), variables: fourItems(away) });
    expect(answer.data.prefecturalSearch).toEqual({ people: [], elsewhere: { purpose: 'juki-b3-5-2', records: null } });
    expect(answer.errors.map(({ extensions }) => [extensions['code'], extensions['subgraph']])).toEqual([
      ['SUBGRAPH_UNAVAILABLE', 'national'],
    ]);
    expect(answer.errors[0]?.message).toMatch(/did not answer.*ask again/i);
    const here1 = await officer.asks({ ...b62, query: search('name'), variables: fourItems(here) });
    expect([here1.errors, here1.data.prefecturalSearch.elsewhere]).toEqual([[], null]);
  });
});
