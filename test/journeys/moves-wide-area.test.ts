import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { recordsOf, startTestSystem, type TestSystem } from '@juki/testing';
import { basic, cast, counterOf, places } from './moves/counter.ts';

/** 住民票の写しの広域交付 (住民基本台帳法12条の4): a resident of 豊中市 stands at the counter of 飯塚市. */

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
}, 120_000);
afterAll(() => system?.remove(), 30_000);

const hanako = cast.toyonakaMover.latest;
const numbers = `${basic} individualNumber residentCode`;
const notAvailable = { outcome: 'NOT_AVAILABLE', notice: null };

describe('the clerk of 飯塚市', () => {
  test('gets from 豊中市 what the copy needs, and nothing that was not asked for', async () => {
    const answer = await counterOf(system, 'iizuka-clerk').copyFor(hanako, {}, `${numbers} householder relation`);
    expect(answer.errors).toEqual([]);
    expect(answer.data.requestWideAreaIssue).toMatchObject({
      outcome: 'ISSUED',
      notice: {
        municipalityName: '豊中市',
        people: [
          {
            name: hanako.name,
            nameKana: hanako.nameKana,
            address: hanako.address,
            addressSince: '2023-03-27',
            individualNumber: null,
            residentCode: null,
            householder: null,
            relation: null,
          },
        ],
      },
    });
    const records = await recordsOf(system, answer.request);
    expect(records.filter(({ phase }) => phase === 'outcome')).toMatchObject([
      {
        body: places.toyonaka,
        actor: { operator: 'iizuka-clerk', agency: 'iizuka' },
        purpose: 'juki-kouiki-kofu',
        mode: 'deliberate',
        coordinates: expect.arrayContaining(['MunicipalWideAreaPerson.address']),
      },
    ]);
  });

  test('gets the 個人番号 where she asked for it, which stands in the record under its own provision', async () => {
    const answer = await counterOf(system, 'iizuka-clerk').copyFor(hanako, { withIndividualNumber: true }, numbers);
    const [person] = answer.data.requestWideAreaIssue.notice.people;
    expect(person).toMatchObject({ individualNumber: hanako.individualNumber, residentCode: null });
    const records = await recordsOf(system, answer.request);
    const provisions = new Set(records.flatMap((record) => record.provisions));
    expect(provisions.has('bango-19-7')).toBe(true);
    const without = await counterOf(system, 'iizuka-clerk').copyFor(hanako, {});
    const plain = await recordsOf(system, without.request);
    expect(plain.flatMap((record) => record.provisions)).not.toContain('bango-19-7');
  });

  test('gets nothing for a wrong name, for nobody, and for a person under protection, in one and the same answer', async () => {
    const counter = counterOf(system, 'iizuka-clerk');
    const guarded = cast.glyphName.latest;
    const ends = [
      await counter.copyFor(hanako, { requesterName: '山田　太郎' }),
      await counter.copyFor(hanako, { requesterResidentCode: cast.namesakeSuita.latest.residentCode }),
      await counter.copyFor(cast.departed.latest),
      await counter.copyFor(guarded),
    ];
    for (const { data, errors } of ends) {
      expect([data, errors]).toEqual([{ requestWideAreaIssue: notAvailable }, []]);
    }
    const records = await recordsOf(system, ends[3]?.request);
    expect(records.filter(({ phase }) => phase === 'outcome')).toMatchObject([
      { body: places.suita, subject: expect.any(String), coordinates: [] },
    ]);
    const query = '{ municipalWideAreaAnswers { issuerCode answer person { municipalRecord { name } } } }';
    const flagged = await counterOf(system, 'suita-clerk').ask('municipal-register', query);
    expect(flagged.data.municipalWideAreaAnswers).toEqual([
      { issuerCode: places.iizuka, answer: 'PROTECTED', person: { municipalRecord: { name: guarded.name } } },
    ]);
  });
});

describe('nothing is open beside it', () => {
  test('to a search: neither the code nor the name alone is a request', async () => {
    const query = `mutation ($request: MunicipalWideAreaRequest!) { requestWideAreaIssue(request: $request) { outcome } }`;
    const request = { key: crypto.randomUUID(), municipalityCode: places.toyonaka, identityCheck: 'PHOTO_DOCUMENT' };
    const clerk = counterOf(system, 'iizuka-clerk');
    const { data, status } = await clerk.ask('juki-kouiki-kofu', query, {
      request: { ...request, requesterName: hanako.name },
    });
    expect([data, status]).toEqual([undefined, 400]);
    const search = `query ($key: MunicipalSearchKey!) { municipalSearch(key: $key) { people { municipalRecord { name } } } }`;
    const found = await clerk.ask('juki-kouiki-kofu', search, { key: { residentCode: hanako.residentCode } });
    expect(JSON.stringify(found.data ?? null)).not.toContain(hanako.name);
  });

  test('to an officer of another affair, or to a clerk with a weak login', async () => {
    const officer = await counterOf(system, 'osaka-education-officer').copyFor(hanako);
    expect([officer.status, officer.errors[0]?.extensions['code']]).toEqual([403, 'PURPOSE_NOT_YOURS']);
    const weak = await system.operator('iizuka-clerk', { acr: 'urn:juki:acr:two-factor' });
    const answer = await weak.asks({ purpose: 'juki-kouiki-kofu', query: '{ __typename }' });
    expect(answer.errors[0]?.extensions['code']).toBe('ASSURANCE_TOO_LOW');
  });
});

test('while the municipal tier is down nothing is issued, and afterwards the same request goes through', async () => {
  const counter = counterOf(system, 'iizuka-clerk');
  const key = crypto.randomUUID();
  await system.services.municipal.kill();
  const down = await counter.copyFor(hanako, { key });
  expect(down.data?.requestWideAreaIssue ?? null).toBeNull();
  expect(down.errors[0]?.extensions['code']).toBe('SUBGRAPH_UNAVAILABLE');
  await system.services.municipal.start();
  const up = await counter.copyFor(hanako, { key });
  expect(up.data.requestWideAreaIssue.outcome).toBe('ISSUED');
}, 60_000);
