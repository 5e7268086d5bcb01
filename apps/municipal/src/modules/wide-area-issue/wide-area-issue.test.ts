import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PlainRecord } from '@juki/subgraph-runtime/registry';
import { type Counters, matsumoto, openCounters, suita, toyonaka } from '../../testing/two-counters.ts';

let counters: Counters;
let father: PlainRecord;
let mother: PlainRecord;
let guarded: PlainRecord;

beforeAll(async () => {
  counters = await openCounters();
  [father, mother] = await settled(1, 2, 3);
  [guarded] = await settled(4);
  await counters.pool.query(
    "INSERT INTO resident_protection (municipality_code, ref, valid_from, valid_until) VALUES ($1, $2, '2026-04-01', '2027-03-31')",
    [toyonaka, guarded.ref],
  );
}, 60_000);
afterAll(() => counters?.close());

/** A household in 豊中市 of some people: parents and child. */
async function settled(...numbers: readonly number[]): Promise<[PlainRecord, PlainRecord]> {
  const relations = ['世帯主', '妻', '子'];
  const members = numbers.map((n, index) => ({ n, relation: relations[index] ?? '子' }));
  const [first, second] = await counters.settle({ municipalityCode: toyonaka, members });
  if (!first) throw new Error('nobody was settled');
  return [first, second ?? first];
}

const everything = `name nameKana birthDate sex householder householderName relation residentSince address addressSince
  notifiedOn previousAddress individualNumber residentCode`;

async function request(changes: object, { at = matsumoto, selection = everything } = {}) {
  const query = `mutation ($request: MunicipalWideAreaRequest!) {
    requestWideAreaIssue(request: $request) { outcome notice { municipalityCode municipalityName people { ${selection} } } } }`;
  const request = {
    key: randomUUID(),
    municipalityCode: toyonaka,
    requesterName: father.name,
    requesterResidentCode: father.residentCode,
    identityCheck: 'INDIVIDUAL_NUMBER_CARD',
    ...changes,
  };
  const before = counters.subgraph.audit.records.length;
  const { json } = await counters.ask(at, 'juki-kouiki-kofu', query, { request });
  expect(json.errors).toBeUndefined();
  const issue: unknown = json.data?.['requestWideAreaIssue'];
  return { issue, records: counters.subgraph.audit.records.slice(before) };
}

const notAvailable = { outcome: 'NOT_AVAILABLE', notice: null };

describe('a copy of the 住民票 in another municipality', () => {
  test('shows 7条1号から3号 and 6号から8号, and of the rest nothing that was not asked for', async () => {
    const { issue, records } = await request({});
    expect(issue).toEqual({
      outcome: 'ISSUED',
      notice: {
        municipalityCode: toyonaka,
        municipalityName: '豊中市',
        people: [
          {
            name: father.name,
            nameKana: father.nameKana,
            birthDate: '1980-04-05',
            sex: 'MALE',
            householder: null,
            householderName: null,
            relation: null,
            residentSince: '2010-04-01',
            address: father.address,
            addressSince: null,
            notifiedOn: '2010-04-02',
            previousAddress: '京都府京都市中京区寺町通1番地',
            individualNumber: null,
            residentCode: null,
          },
        ],
      },
    });
    expect(records.map(({ body, phase }) => [body, phase])).toEqual([[toyonaka, 'outcome']]);
  });

  test.each([
    ['withHousehold', { householder: true, householderName: '山田 太郎1', relation: '世帯主' }],
    ['withIndividualNumber', { individualNumber: 'own', residentCode: null }],
    ['withResidentCode', { individualNumber: null, residentCode: 'own' }],
  ])('shows what %s asks for, and nothing beside it', async (flag, shown) => {
    const { issue } = await request({ [flag]: true });
    const own = Object.entries(shown).map(([item, value]) => {
      const number = item === 'individualNumber' ? father.individualNumber : father.residentCode;
      return [item, value === 'own' ? number : value];
    });
    expect(issue).toMatchObject({ notice: { people: [Object.fromEntries(own)] } });
  });

  test('never shows the family register: no field of the notice could hold it', async () => {
    const schema = await counters.ask(
      matsumoto,
      'juki-kouiki-kofu',
      'mutation ($request: MunicipalWideAreaRequest!) { requestWideAreaIssue(request: $request) { notice { people { familyRegister } } } }',
      {},
    );
    expect(schema.status).toBe(403);
  });

  test('shows the household, or those of it who are named', async () => {
    const whole = await request({ wholeHousehold: true }, { selection: 'name' });
    expect(whole.issue).toMatchObject({
      notice: { people: [{ name: '山田 太郎1' }, { name: '山田 太郎2' }, { name: '山田 太郎3' }] },
    });
    expect(whole.records.map(({ body }) => body)).toEqual([toyonaka, toyonaka, toyonaka]);
    const named = await request({ names: [mother.name] }, { selection: 'name' });
    expect(named.issue).toMatchObject({ notice: { people: [{ name: '山田 太郎2' }] } });
    expect((await request({ names: ['山田 太郎4'] })).issue).toEqual(notAvailable);
  });
});

describe('nothing is available', () => {
  test('for a wrong name with the right code, for a code of nobody, and for a person under protection: all alike', async () => {
    const wrongName = await request({ requesterName: '山田 次郎' });
    const nobody = await request({ requesterResidentCode: '12345678512' });
    const hidden = await request({ requesterName: guarded.name, requesterResidentCode: guarded.residentCode });
    for (const { issue } of [wrongName, nobody, hidden]) expect(issue).toEqual(notAvailable);
  });

  test('which the municipality of residence keeps in its own log, and of the protected person in that person’s trail', async () => {
    const nobody = await request({ requesterName: '山田 次郎' });
    expect(nobody.records.map(({ body, mode, subject }) => [body, mode, subject])).toEqual([[toyonaka, 'none', null]]);
    const hidden = { requesterName: guarded.name, requesterResidentCode: guarded.residentCode };
    const { records } = await request(hidden);
    expect(records.map(({ body, coordinates }) => [body, coordinates])).toEqual([[toyonaka, []]]);
    expect(records[0]?.subject).not.toBeNull();
  });

  test('and the municipality of residence alone sees why', async () => {
    const query = '{ municipalWideAreaAnswers { issuerCode answer persons person { municipalRecord { name } } } }';
    const own = await counters.ask(toyonaka, 'municipal-register', query);
    expect(own.json.data?.['municipalWideAreaAnswers']).toEqual(
      expect.arrayContaining([
        { issuerCode: matsumoto, answer: 'PROTECTED', persons: 0, person: { municipalRecord: { name: guarded.name } } },
        { issuerCode: matsumoto, answer: 'NO_MATCH', persons: 0, person: null },
      ]),
    );
    const others = await counters.ask(suita, 'municipal-register', query);
    expect(others.json.data?.['municipalWideAreaAnswers']).toEqual([]);
  });

  test('in the municipality where the person lives, in one that is not connected, and for what is no request', async () => {
    const end = async (changes: object, at = matsumoto) => (await request(changes, { at })).issue;
    expect(await end({}, toyonaka)).toEqual({ outcome: 'OWN_RESIDENT', notice: null });
    expect(await end({ municipalityCode: '131016' })).toEqual({ outcome: 'NOT_CONNECTED', notice: null });
    const bad = { outcome: 'BAD_REQUEST', notice: null };
    expect(await end({ key: 'one' })).toEqual(bad);
    expect(await end({ requesterResidentCode: '12345678513' })).toEqual(bad);
    expect(await end({ requesterName: '　' })).toEqual(bad);
    expect(await end({ names: ['山田 太郎2'], wholeHousehold: true })).toEqual(bad);
  });
});

test('a request is safe to repeat, and its key stands for no other', async () => {
  const key = randomUUID();
  const [first, again] = [await request({ key }), await request({ key })];
  expect(again.issue).toEqual(first.issue);
  expect((await request({ key, withIndividualNumber: true })).issue).toEqual({ outcome: 'KEY_REUSED', notice: null });
  const { rows } = await counters.pool.query(
    'SELECT count(*)::int AS requests FROM wide_area_request WHERE request_key = $1',
    [key],
  );
  expect(rows).toEqual([{ requests: 1 }]);
});

test('under one key at once, one of two requests is answered, and the one that is listed', async () => {
  const key = randomUUID();
  const other = { requesterName: mother.name, requesterResidentCode: mother.residentCode };
  const ends = await Promise.all([
    request({ key }),
    request({ key, ...other }),
    request({ key, wholeHousehold: true }),
  ]);
  expect(ends.map(({ issue }) => JSON.stringify(issue)).filter((end) => end.includes('ISSUED'))).toHaveLength(1);
  expect(ends.filter(({ issue }) => JSON.stringify(issue).includes('KEY_REUSED'))).toHaveLength(2);
});

test('a protected householder is on nobody’s copy, not by name either', async () => {
  const [head, member] = await settled(5, 6);
  await counters.pool.query(
    "INSERT INTO resident_protection (municipality_code, ref, valid_from, valid_until) VALUES ($1, $2, '2026-04-01', '2027-03-31')",
    [toyonaka, head.ref],
  );
  const asked = { requesterName: member.name, requesterResidentCode: member.residentCode };
  expect((await request({ ...asked, withHousehold: true })).issue).toEqual(notAvailable);
  expect((await request(asked)).issue).toMatchObject({ outcome: 'ISSUED' });
});

test('the clerk of the municipality of residence reads the whole entry of the own register', async () => {
  const query = `query ($key: MunicipalSearchKey!) { municipalSearch(key: $key) { people { municipalRecord { registerEntry {
    householder relation familyRegister basicPensionNumber pensionClass } } } } }`;
  const key = { residentCode: father.residentCode };
  const entry = {
    householder: true,
    relation: '世帯主',
    familyRegister: expect.any(String),
    basicPensionNumber: '1234-567890',
    pensionClass: 'FIRST',
  };
  const { json } = await counters.ask(toyonaka, 'municipal-register', query, { key });
  expect(json.data?.['municipalSearch']).toEqual({ people: [{ municipalRecord: { registerEntry: entry } }] });
  const other = await counters.ask(suita, 'municipal-register', query, { key });
  expect(other.json.data?.['municipalSearch']).toEqual({ people: [] });
});
