import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, recordsOf, startTestSystem, type TestSystem } from '@juki/testing';
import { cast, fourItems, searchIn } from '../journeys/people.ts';

/** Attacks on what writes, counts and notifies, over HTTP, against one running system. Each refusal stands beside what is allowed. */

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
}, 120_000);
afterAll(() => system?.remove(), 30_000);

const hanako = cast.toyonakaMover.latest;
const toyonaka = '272035';
const as = async (
  who: string,
  purpose: string,
  query: string,
  variables: object = {},
  number?: string,
): Promise<Answer> =>
  (await system.operator(who)).asks({
    purpose,
    query,
    variables: { ...variables },
    ...(number === undefined ? {} : { case: number }),
  });
const codes = ({ errors }: Answer) => errors.map(({ extensions }) => extensions['code']);
const written = async (request: string) =>
  (await recordsOf(system, request)).filter(({ phase }) => phase === 'outcome').length;

const copy = `mutation ($request: MunicipalWideAreaRequest!) { requestWideAreaIssue(request: $request) {
  outcome notice { people { name individualNumber } } } }`;
const copyOf = (changes: object = {}) => ({
  request: {
    key: randomUUID(),
    municipalityCode: toyonaka,
    requesterName: hanako.name,
    requesterResidentCode: hanako.residentCode,
    identityCheck: 'INDIVIDUAL_NUMBER_CARD',
    ...changes,
  },
});
const out = `mutation ($moveOut: MunicipalMoveOutFiling!) { announceMoveOut(moveOut: $moveOut) { outcome moveOut { key } } }`;
const outOf = (destinationCode: string) => ({
  moveOut: {
    key: randomUUID(),
    name: hanako.name,
    residentCode: hanako.residentCode,
    cardPresented: true,
    destinationCode,
    destination: '長野県松本市丸の内3番7号',
    plannedOn: '2026-12-01',
  },
});

describe('an act of one body', () => {
  test('is not done by the people of another one, nor by an agency that asks for data', async () => {
    const leaves = await as('suita-clerk', 'juki-tenshutsu-tokurei', out, outOf('202029'));
    expect(leaves.data.announceMoveOut).toEqual({ outcome: 'NO_MATCH', moveOut: null });
    const officer = await as('osaka-education-officer', 'juki-tenshutsu-tokurei', out, outOf('202029'));
    expect([officer.status, codes(officer)]).toEqual([403, ['PURPOSE_NOT_YOURS']]);
    expect(await written(officer.request)).toBe(0);
  });

  test('is refused whole under a purpose that only reads', async () => {
    const b62 = await as('osaka-education-officer', 'juki-b6-2', copy, copyOf(), 'R8-0001');
    expect(b62.data ?? null).toBeNull();
    expect(b62.text).not.toContain(hanako.name);
    expect(await written(b62.request)).toBe(0);
  });

  test('keeps a number out of the copy that nobody asked for, whatever is selected', async () => {
    const { data, text } = await as('matsumoto-clerk', 'juki-kouiki-kofu', copy, copyOf());
    expect(data.requestWideAreaIssue).toMatchObject({
      outcome: 'ISSUED',
      notice: { people: [{ individualNumber: null }] },
    });
    expect(text).not.toContain(String(hanako.individualNumber));
  });

  test('answers another clerk’s key with nothing of the other request', async () => {
    const request = copyOf();
    expect((await as('matsumoto-clerk', 'juki-kouiki-kofu', copy, request)).data.requestWideAreaIssue.outcome).toBe(
      'ISSUED',
    );
    const other = cast.namesakeToyonaka.latest;
    const changed = copyOf({
      key: request.request.key,
      requesterName: other.name,
      requesterResidentCode: other.residentCode,
    });
    const stolen = await as('matsumoto-clerk', 'juki-kouiki-kofu', copy, changed);
    expect(stolen.data.requestWideAreaIssue).toEqual({ outcome: 'KEY_REUSED', notice: null });
    // The same key at another counter is another request; with what it does not know it finds nobody.
    const elsewhere = await as(
      'suita-clerk',
      'juki-kouiki-kofu',
      copy,
      copyOf({ key: request.request.key, requesterName: '山田 次郎' }),
    );
    expect(elsewhere.data.requestWideAreaIssue).toEqual({ outcome: 'NOT_AVAILABLE', notice: null });
  });
});

describe('a machine', () => {
  const copied = (id: string) =>
    system.machine(id).request({ document: copy, variables: copyOf(), purpose: 'juki-kouiki-kofu' });
  const searched = (id: string, purpose: string) =>
    system.machine(id).request({ document: searchIn('municipal', 'name'), variables: fourItems(hanako), purpose });
  const end = (asked: Promise<unknown>) =>
    asked.then(
      (answer) => JSON.stringify(answer),
      (fault: unknown) => String(fault),
    );

  test.each(['cs-272035', 'register-272035', 'server-270008', 'national-tier'])(
    '%s searches no person under an affair of people',
    async (id) => {
      for (const purpose of ['municipal-register', 'juki-kouiki-kofu', 'consistency-check', 'juki-b6-2']) {
        expect([id, purpose, await end(searched(id, purpose))]).toEqual([
          id,
          purpose,
          expect.not.stringContaining(hanako.name),
        ]);
      }
    },
  );

  test('takes no copy of anybody', async () => {
    for (const id of ['cs-202029', 'register-202029', 'server-270008', 'national-tier']) {
      expect([id, await end(copied(id))]).toEqual([id, expect.not.stringContaining(hanako.name)]);
    }
  });

  test('of another kind hands in no changes', async () => {
    const document = `mutation ($events: [MunicipalChangeEvent!]!) { registerChangeEvents(events: $events) { __typename } }`;
    const answer = await end(
      system.machine('server-270008').request({ document, variables: { events: [] }, purpose: 'juki-register-intake' }),
    );
    expect(answer).toMatch(/PURPOSE_NOT_YOURS|purpose|Error/);
  });
});

describe('the second hop', () => {
  test('cannot be asked directly, nor by a token of one’s own', async () => {
    for (const [who, purpose] of [
      ['osaka-education-officer', 'juki-b6-2'],
      ['mhlw-officer', 'juki-b1-1'],
    ] as const) {
      const query = `query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on NationalInquiry { records { name } } } }`;
      const answer = await as(
        who,
        purpose,
        query,
        { r: [{ __typename: 'NationalInquiry', token: 'AAAA' }] },
        'R8-0001',
      );
      expect(answer.data ?? null).toBeNull();
    }
    // The affair of the second hop may be stated as such, for those outside the prefecture; of its own it shows nobody.
    const states = (person: typeof hanako) =>
      as('osaka-education-officer', 'juki-b3-5-2', searchIn('national', 'name'), fourItems(person), 'R8-0001');
    const [outside, inside] = [await states(cast.formerSurname.latest), await states(hanako)];
    expect([outside.text.includes(cast.formerSurname.latest.name), inside.text.includes(hanako.name)]).toEqual([
      true,
      false,
    ]);
  });
});

describe('a resident', () => {
  test('sees nobody else’s uses or disclosures, by any name', async () => {
    const stated = `mutation ($input: PrefecturalDisclosureReception!) { prefecturalReceiveDisclosure(input: $input) { request { number } } }`;
    const refused = await as('resident', 'own-use-history', stated, {
      input: {
        key: randomUUID(),
        kind: 'RECORD',
        requester: 'PERSON',
        evidence: [],
        requesterName: 'x',
        subject: fourItems(hanako).key.fourItems,
      },
    });
    expect(refused.data?.prefecturalReceiveDisclosure ?? null).toBeNull();
  });
});

describe('keeping and erasing', () => {
  test('by a machine, by the sandbox, or for another body is refused', async () => {
    const document = 'mutation { municipalProposeErasure(key: "erase-0001", kind: IDENTITY_RECORDS) { refusal } }';
    for (const id of ['cs-272035', 'register-272035', 'server-270008']) {
      await expect(system.machine(id).request({ document, purpose: 'juki-retention-municipal' })).rejects.toThrow();
    }
    const analyst = await as('analyst', 'juki-retention-municipal', document);
    expect(analyst.data?.municipalProposeErasure ?? null).toBeNull();
  });
});

test('of all this, no process said a name or a number, and no record holds one', async () => {
  const known = [hanako.name, hanako.residentCode, String(hanako.individualNumber), hanako.address];
  const said = system.said();
  for (const text of known) expect(said).not.toContain(text);
  const log = JSON.stringify(await recordsOf(system));
  for (const text of known) expect(log).not.toContain(text);
});
