import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { recordsOf, startTestSystem, type TestSystem } from '@juki/testing';
import { cast, fourItems, items, searchIn } from './people.ts';

/** The first path whole: real processes, real databases, real tokens; a purpose narrows a query field by field. */

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
}, 120_000);
afterAll(() => system?.remove(), 30_000);

const b62 = { purpose: 'juki-b6-2', case: 'R8-0001' } as const;
const hanako = cast.toyonakaMover.latest;

/** Of an answer's errors, which coordinates are withheld and why. */
const withheld = (errors: readonly { extensions: Readonly<Record<string, unknown>> }[]) =>
  Object.fromEntries(errors.map(({ extensions }) => [extensions['coordinate'], extensions['reason']]));

describe('the officer of the board of education, for school attendance support (別表第六 2項)', () => {
  test('finds a resident by the four items and reads what the affair gives, and no number', async () => {
    const officer = await system.operator('osaka-education-officer');
    const answer = await officer.asks({ ...b62, query: searchIn('prefectural'), variables: fourItems(hanako) });
    expect(answer.data.prefecturalSearch.people).toEqual([
      {
        prefecturalRecord: {
          name: hanako.name,
          nameKana: hanako.nameKana,
          birthDate: hanako.birthDate,
          sex: hanako.sex,
          address: hanako.address,
          changeReason: hanako.changeReason,
          changeDate: hanako.changeDate,
          residentCode: null,
          individualNumber: null,
        },
      },
    ]);
    expect(withheld(answer.errors)).toEqual({
      'PrefecturalRecord.residentCode': 'NO_BASIS_FOR_PURPOSE',
      'PrefecturalRecord.individualNumber': 'ORDINANCE_MISSING',
    });
    expect(answer.text).toContain('整備法22条7項');
    expect(answer.text).toMatch(/番号法9条/);
  });

  test('may not search by a number that the affair may not use: the search is withheld, not widened', async () => {
    const officer = await system.operator('osaka-education-officer');
    const variables = { key: { individualNumber: hanako.individualNumber } };
    const answer = await officer.asks({ ...b62, query: searchIn('prefectural', 'name'), variables });
    expect(answer.data).toEqual({ prefecturalSearch: null });
    expect(Object.keys(withheld(answer.errors))).toEqual(['PrefecturalSearchKey.individualNumber']);
    expect(answer.text).not.toContain(String(hanako.individualNumber));
  });

  test('finds nobody who lives in another prefecture, in the very answer that a person who does not exist gives', async () => {
    const officer = await system.operator('osaka-education-officer');
    const query = searchIn('prefectural', 'name address');
    const elsewhere = await officer.asks({ ...b62, query, variables: fourItems(cast.formerSurname.latest) });
    const nobody = await officer.asks({ ...b62, query, variables: fourItems({ ...hanako, birthDate: '1900-01-01' }) });
    expect(elsewhere.data).toEqual({ prefecturalSearch: { people: [] } });
    expect(elsewhere.data).toEqual(nobody.data);
    expect(elsewhere.errors).toEqual(nobody.errors);
  });

  test('reads nothing of the other two files', async () => {
    const officer = await system.operator('osaka-education-officer');
    const query = `query ($key: PrefecturalSearchKey!) { prefecturalSearch(key: $key) { people { municipalRecord { name } nationalRecord { name } prefecturalRecord { name } } } }`;
    const { data, errors } = await officer.asks({ ...b62, query, variables: fourItems(hanako) });
    expect(data.prefecturalSearch.people).toEqual([
      { municipalRecord: null, nationalRecord: null, prefecturalRecord: { name: hanako.name } },
    ]);
    expect(Object.keys(withheld(errors))).toContain('Person.municipalRecord');
    expect(Object.keys(withheld(errors))).toContain('Person.nationalRecord');
  });
});

describe('the passport section (別表第五 6号), another department of the same governor', () => {
  const passports = { purpose: 'juki-b5-6', case: 'R8-0100' } as const;

  test('reads the 住民票コード, which 整備法22条7項 opens to it, and still no 個人番号', async () => {
    const officer = await system.operator('osaka-passport-officer');
    const answer = await officer.asks({ ...passports, query: searchIn('prefectural'), variables: fourItems(hanako) });
    const [{ prefecturalRecord }] = answer.data.prefecturalSearch.people;
    expect(prefecturalRecord.residentCode).toBe(hanako.residentCode);
    expect(prefecturalRecord.individualNumber).toBeNull();
    expect(Object.keys(withheld(answer.errors))).toEqual(['PrefecturalRecord.individualNumber']);
  });

  test('may not state the affair of the board of education', async () => {
    const officer = await system.operator('osaka-passport-officer');
    const { status, errors, data } = await officer.asks({ ...b62, query: '{ __typename }' });
    expect([status, data, errors[0]?.extensions['code']]).toEqual([403, undefined, 'PURPOSE_NOT_YOURS']);
    expect(errors[0]?.message).toContain('住民基本台帳法別表第六');
  });
});

describe('a ministry', () => {
  const query = searchIn('national', 'name individualNumber residentCode');

  test('reads the 個人番号 under an affair that may use it (番号法別表), and not under one that may not', async () => {
    const officer = await system.operator('mhlw-officer');
    const ask = (purpose: string) => officer.asks({ purpose, case: 'R8-0200', query, variables: fourItems(hanako) });
    const [withNumber, without] = [await ask('juki-b1-77'), await ask('juki-b1-57-29')];
    expect(withNumber.data.nationalSearch.people[0].nationalRecord.individualNumber).toBe(hanako.individualNumber);
    expect(without.data.nationalSearch.people[0].nationalRecord.individualNumber).toBeNull();
    expect(without.data.nationalSearch.people[0].nationalRecord.name).toBe(hanako.name);
    for (const { data } of [withNumber, without]) {
      expect(data.nationalSearch.people[0].nationalRecord.residentCode).toBeNull();
    }
  });
});

describe('a clerk', () => {
  const register = { purpose: 'municipal-register', query: searchIn('municipal') } as const;
  const variables = { key: { individualNumber: hanako.individualNumber } };

  test('of the municipality reads its own register, numbers included', async () => {
    const clerk = await system.operator('toyonaka-clerk');
    const { data, errors } = await clerk.asks({ ...register, variables });
    expect(errors).toEqual([]);
    expect(data.municipalSearch.people[0].municipalRecord).toMatchObject({
      name: hanako.name,
      residentCode: hanako.residentCode,
      individualNumber: hanako.individualNumber,
    });
  });

  test('of another municipality finds that the same person does not exist', async () => {
    const clerk = await system.operator('suita-clerk');
    const { data, errors } = await clerk.asks({ ...register, variables });
    expect([data, errors]).toEqual([{ municipalSearch: { people: [] } }, []]);
  });

  test('who logged in with weaker factors is refused, and told which are demanded', async () => {
    const clerk = await system.operator('toyonaka-clerk', { acr: 'urn:juki:acr:two-factor' });
    const { status, errors, data } = await clerk.asks({ ...register, variables });
    expect([status, data, errors[0]?.extensions['code']]).toEqual([403, undefined, 'ASSURANCE_TOO_LOW']);
    expect(errors[0]?.message).toContain('biometric');
  });
});

describe('the officer of the consistency check', () => {
  test('sees one person in all three files, side by side, in one query', async () => {
    const officer = await system.operator('jlis-consistency-officer');
    const query = `query ($key: NationalSearchKey!) { nationalSearch(key: $key) { people {
      municipalRecord { ...I } prefecturalRecord { ...I } nationalRecord { ...I } } } }
      fragment I on IdentityRecord { name address residentCode individualNumber municipalityCode }`;
    const moved = cast.suitaToKurume.latest;
    const { data, errors } = await officer.asks({ purpose: 'consistency-check', query, variables: fourItems(moved) });
    const record = {
      name: moved.name,
      address: moved.address,
      residentCode: moved.residentCode,
      individualNumber: moved.individualNumber,
      municipalityCode: moved.municipalityCode,
    };
    expect(errors).toEqual([]);
    expect(data.nationalSearch.people).toEqual([
      { municipalRecord: record, prefecturalRecord: record, nationalRecord: record },
    ]);
  });

  test('sees that a person keeps one identity when the 住民票コード has changed', async () => {
    const officer = await system.operator('jlis-consistency-officer');
    const query = `query ($key: NationalSearchKey!) { nationalSearch(key: $key) { people { nationalRecord {
      residentCode history { residentCode previousResidentCode supersededOn } } } } }`;
    const variables = { key: { residentCode: hanako.residentCode } };
    const { data } = await officer.asks({ purpose: 'consistency-check', query, variables });
    const [{ nationalRecord }] = data.nationalSearch.people;
    const codes = nationalRecord.history.map(({ residentCode }: { residentCode: string }) => residentCode);
    expect(nationalRecord.residentCode).toBe(hanako.residentCode);
    expect(codes).toContain(cast.toyonakaMover.firstResidentCode);
  });
});

describe('the person', () => {
  test('reads their own record with their own card, and nobody else’s', async () => {
    const resident = await system.operator('resident');
    const own = { purpose: 'juki-self-disclosure' } as const;
    const query = '{ ownPrefecturalRecord { prefecturalRecord { name individualNumber residentCode } } }';
    const me = cast.developmentResident.latest;
    const { data, errors } = await resident.asks({ ...own, query });
    expect(errors).toEqual([]);
    expect(data.ownPrefecturalRecord.prefecturalRecord).toEqual({
      name: me.name,
      individualNumber: me.individualNumber,
      residentCode: me.residentCode,
    });
    const other = await resident.asks({ ...own, query: searchIn('prefectural', 'name'), variables: fourItems(hanako) });
    expect(JSON.stringify(other.data ?? null)).not.toContain(hanako.name);
  });
});

describe('nothing is opened', () => {
  const variables = fourItems(hanako);
  const query = searchIn('prefectural', items);

  test.each([
    ['without a token', undefined, b62, 401, 'UNAUTHENTICATED'],
    ['under no purpose', 'osaka-education-officer', {}, 403, 'PURPOSE_MISSING'],
    [
      'under a purpose that is none',
      'osaka-education-officer',
      { ...b62, purpose: 'JUKI-B6-2' },
      403,
      'PURPOSE_UNKNOWN',
    ],
    [
      'under two purposes',
      'osaka-education-officer',
      { ...b62, purpose: 'juki-b6-2, juki-b6-3' },
      403,
      'PURPOSE_DOUBLED',
    ],
    [
      'under a name of the prototype',
      'osaka-education-officer',
      { ...b62, purpose: '__proto__' },
      403,
      'PURPOSE_UNKNOWN',
    ],
    ['without a ledger number', 'osaka-education-officer', { purpose: 'juki-b6-2' }, 403, 'CASE_MISSING'],
    [
      'with something that is no ledger number',
      'osaka-education-officer',
      { ...b62, case: 'R8 0001' },
      403,
      'CASE_MALFORMED',
    ],
    ['by an operator without the right', 'compliance-reviewer', b62, 403, 'PURPOSE_NOT_YOURS'],
  ])('%s', async (_how, who, header, status, code) => {
    const caller = who === undefined ? system.stranger() : await system.operator(who);
    const answer = await caller.asks({ ...header, query, variables });
    expect([answer.status, answer.data, answer.errors.map(({ extensions }) => extensions['code'])]).toEqual([
      status,
      undefined,
      [code],
    ]);
    const records = await recordsOf(system, answer.request);
    expect(records.map(({ phase, refusal, body }) => [phase, refusal, body])).toEqual([['refused', code, '000000']]);
  });
});

describe('introspection', () => {
  const query = '{ __schema { types { name fields { name } } } }';
  const names = (data: { __schema: { types: readonly { name: string }[] } }) =>
    data.__schema.types.map(({ name }) => name);

  test('shows what the purpose reaches, and only that', async () => {
    const officer = await system.operator('osaka-education-officer');
    const { data } = await officer.asks({ ...b62, query });
    const record = data.__schema.types.find(({ name }: { name: string }) => name === 'PrefecturalRecord');
    const fields = record.fields.map(({ name }: { name: string }) => name);
    expect(fields).toEqual(expect.arrayContaining(['name', 'address']));
    expect(fields).not.toContain('residentCode');
    expect(fields).not.toContain('individualNumber');
    expect(names(data)).not.toContain('MunicipalRecord');
    expect(names(data)).not.toContain('NationalRecord');
  });

  test('hidden in a fragment shows no more', async () => {
    const officer = await system.operator('osaka-education-officer');
    const { data } = await officer.asks({
      ...b62,
      query: 'query { ...F } fragment F on Query { s: __schema { types { name } } }',
    });
    expect(names({ __schema: data.s })).not.toContain('MunicipalRecord');
  });
});
