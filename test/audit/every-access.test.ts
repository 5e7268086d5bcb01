import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { recordsOf, startTestSystem, type TestSystem } from '@juki/testing';
import { cast, fourItems, searchIn } from '../journeys/people.ts';

/** What the logs say of a request: the intent before, the outcome at the body that disclosed, the delivery after. */

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
}, 120_000);
afterAll(() => system?.remove(), 30_000);

const b62 = { purpose: 'juki-b6-2', case: 'R8-0001' } as const;
const hanako = cast.toyonakaMover.latest;

/** The delivery is written after the answer: asks again until it is there. */
async function recordsWithDelivery(request: string) {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const records = await recordsOf(system, request);
    if (records.some(({ phase }) => phase === 'delivery')) return records;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`no delivery of ${request}`);
}

test('an access is told whole: who, whom, which coordinates, on which provisions, in which case', async () => {
  const officer = await system.operator('osaka-education-officer');
  const answer = await officer.asks({ ...b62, query: searchIn('prefectural'), variables: fourItems(hanako) });
  const records = await recordsWithDelivery(answer.request);
  const of = (phase: string) => records.filter((record) => record.phase === phase);
  const [intent] = of('intent');
  const [outcome] = of('outcome');
  const [delivery] = of('delivery');

  expect(records).toHaveLength(3);
  expect(intent).toMatchObject({ body: '000000', purpose: 'juki-b6-2', case: 'R8-0001', subject: null });
  expect(intent?.withheld.map(({ coordinate }) => coordinate)).toEqual([
    'PrefecturalRecord.individualNumber',
    'PrefecturalRecord.residentCode',
  ]);
  expect(outcome).toMatchObject({
    body: '270008',
    purpose: 'juki-b6-2',
    case: 'R8-0001',
    mode: 'deliberate',
    actor: { operator: 'osaka-education-officer', agency: 'osaka-education', kind: 'operator' },
  });
  expect(outcome?.coordinates).toEqual(expect.arrayContaining(['PrefecturalRecord.name', 'PrefecturalRecord.address']));
  expect(outcome?.coordinates).not.toContain('PrefecturalRecord.residentCode');
  expect(outcome?.provisions).toContain('juki-30-15-2-1');
  expect(outcome?.subject).not.toBeNull();
  expect(outcome?.grant).not.toBeNull();
  expect(delivery?.twins).toHaveLength(1);
  expect(delivery?.twins[0]).toMatch(/^270008:/);
});

test('the records of gateway and tier share the number of the request and the trace of the caller', async () => {
  const officer = await system.operator('osaka-education-officer');
  const id = '4bf92f3577b34da6a3ce929d0e0e4736';
  const headers = { traceparent: `00-${id}-00f067aa0ba902b7-01` };
  const answer = await officer.asks({
    ...b62,
    query: searchIn('prefectural', 'name'),
    variables: fourItems(hanako),
    headers,
  });
  const records = await recordsWithDelivery(answer.request);
  expect(records.map(({ request, trace }) => [request, trace])).toEqual(records.map(() => [answer.request, id]));
});

test('rows times coordinates are the resolver accesses', async () => {
  const officer = await system.operator('osaka-education-officer');
  const query = searchIn('prefectural', 'name address');
  const answer = await officer.asks({ ...b62, query, variables: fourItems(hanako) });
  const [outcome] = (await recordsOf(system, answer.request)).filter(({ phase }) => phase === 'outcome');
  expect(outcome?.coordinates).toEqual([
    'Person.prefecturalRecord',
    'PrefecturalRecord.address',
    'PrefecturalRecord.name',
    'PrefecturalSearchResult.people',
  ]);
  expect(outcome?.counts).toEqual({ rows: 1, accesses: 4 });
});

test('an empty search is a record too, and says nothing of whom it sought', async () => {
  const officer = await system.operator('osaka-education-officer');
  const sought = cast.formerSurname.latest;
  const answer = await officer.asks({ ...b62, query: searchIn('prefectural', 'name'), variables: fourItems(sought) });
  const records = await recordsOf(system, answer.request);
  const [outcome] = records.filter(({ phase }) => phase === 'outcome');
  expect(outcome).toMatchObject({ body: '270008', subject: null, counts: { rows: 0, accesses: 0 } });
  expect(outcome?.argumentHash).not.toBeNull();
  expect(JSON.stringify(records)).not.toContain(sought.name);
});

test('nothing of the register and no token stands in any log', async () => {
  const clerk = await system.operator('toyonaka-clerk');
  const variables = { key: { individualNumber: hanako.individualNumber } };
  await clerk.asks({ purpose: 'municipal-register', query: searchIn('municipal'), variables });
  const text = JSON.stringify(await recordsOf(system));
  for (const value of [hanako.name, hanako.address, hanako.individualNumber, hanako.residentCode, clerk.token]) {
    expect(text).not.toContain(String(value));
  }
});

test('one person has another pseudonym in each body’s log, and the same one each time', async () => {
  const officer = await system.operator('jlis-consistency-officer');
  const query = `query ($key: NationalSearchKey!) { nationalSearch(key: $key) { people {
    municipalRecord { name } prefecturalRecord { name } nationalRecord { name } } } }`;
  const ask = async () => {
    const { request } = await officer.asks({ purpose: 'consistency-check', query, variables: fourItems(hanako) });
    const outcomes = (await recordsOf(system, request)).filter(({ subject }) => subject !== null);
    return Object.fromEntries(outcomes.map(({ body, subject }) => [body, subject]));
  };
  const [once, again] = [await ask(), await ask()];
  expect(Object.keys(once).sort()).toEqual(['270008', '272035', 'jlis']);
  expect(new Set(Object.values(once)).size).toBe(3);
  expect(again).toEqual(once);
});

describe('where the log’s store is out of reach', () => {
  test('no query returns data; when it is back, everything goes on without a restart', async () => {
    const officer = await system.operator('osaka-education-officer');
    const ask = () => officer.asks({ ...b62, query: searchIn('prefectural', 'name'), variables: fourItems(hanako) });
    expect((await ask()).data.prefecturalSearch.people).toHaveLength(1);

    await system.databases.audit.stop();
    const during = await ask();
    expect([during.status, during.data, during.errors[0]?.extensions['code']]).toEqual([
      503,
      undefined,
      'AUDIT_UNAVAILABLE',
    ]);
    expect(during.text).not.toContain(hanako.name);

    await system.databases.audit.start();
    let after = await ask();
    for (let attempt = 0; after.status !== 200 && attempt < 20; attempt += 1) after = await ask();
    expect(after.data.prefecturalSearch.people).toHaveLength(1);
  }, 60_000);
});
