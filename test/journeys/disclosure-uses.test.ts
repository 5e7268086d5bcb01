import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createLogReader } from '@juki/audit-log/postgres';
import { type Answer, type Caller, recordsOf, startTestSystem, type TestSystem } from '@juki/testing';
import { until } from './changes/network.ts';
import { cast, fourItems, searchIn } from './people.ts';

/** だれが自分の情報を使ったか (個人情報保護法76条; Shiga, S3): each body answers from its own log, and the answer is a use too. */

let system: TestSystem;
let resident: Caller;

beforeAll(async () => {
  system = await startTestSystem();
  resident = await system.operator('resident');
}, 120_000);
afterAll(() => system?.remove(), 30_000);

const aoi = cast.developmentResident.latest;
const purpose = 'own-use-history';
const fields = `body bodyName next uses { time agency section purpose purposeTitle purposeArticles items how rows
  logIndex receipt withheld }`;
const ofPrefecture = `query Uses($first: Int, $after: String) { ownPrefecturalUses(first: $first, after: $after) { ${fields} } }`;
const everywhere = `query { ownMunicipalUses { ${fields} } ownPrefecturalUses { ${fields} } ownNationalUses { ${fields} } }`;

async function ask(who: Caller, query: string, variables: object = {}): Promise<Answer> {
  const answer = await who.asks({ purpose, query, variables: { ...variables } });
  expect(answer.errors).toEqual([]);
  return answer;
}

/** Uses that the log itself holds of the subject of some request, newest first, as an auditor reads them. */
async function outcomesOf(requests: readonly string[]) {
  const records = (await Promise.all(requests.map((request) => recordsOf(system, request)))).flat();
  return records.filter(({ phase, body }) => phase === 'outcome' && body === '270008');
}

test('a person of whom nobody asked sees an empty page, and then that very reading', async () => {
  const first = await ask(resident, ofPrefecture);
  expect(first.data.ownPrefecturalUses).toEqual([{ body: '270008', bodyName: '大阪府', next: null, uses: [] }]);
  const second = await ask(resident, ofPrefecture);
  const reading = { agency: '本人', purpose, how: 'DELIBERATE', withheld: null };
  expect(second.data.ownPrefecturalUses[0].uses).toMatchObject([{ ...reading, items: [] }]);
  const third = await ask(resident, ofPrefecture);
  expect(third.data.ownPrefecturalUses[0].uses).toMatchObject([
    { ...reading, items: ['本人確認情報の利用及び提供の記録'] },
    { ...reading, items: [] },
  ]);
});

describe('after several accesses', () => {
  const requests: string[] = [];

  test('the history equals the log: when, who, for what, which items, and where it is recorded', async () => {
    const education = await system.operator('osaka-education-officer');
    const passport = await system.operator('osaka-passport-officer');
    const asked = [
      await education.asks({
        purpose: 'juki-b6-2',
        case: 'R8-0001',
        query: searchIn('prefectural', 'name address'),
        variables: fourItems(aoi),
      }),
      await passport.asks({
        purpose: 'juki-b5-6',
        case: 'R8-0002',
        query: searchIn('prefectural', 'name birthDate'),
        variables: fourItems(aoi),
      }),
    ];
    requests.push(...asked.map(({ request }) => request));
    const { data } = await ask(resident, ofPrefecture);
    const [{ uses }] = data.ownPrefecturalUses;
    const [passports, education2] = uses;
    expect(passports).toMatchObject({
      agency: '大阪府知事部局（旅券担当課）',
      purpose: 'juki-b5-6',
      items: ['氏名', '生年月日'],
    });
    expect(education2).toMatchObject({ agency: '大阪府教育委員会', purpose: 'juki-b6-2', items: ['氏名', '住所'] });
    expect(education2.purposeArticles).not.toBe('');
    const logged = await outcomesOf(requests);
    expect(new Set([education2.time, passports.time])).toEqual(new Set(logged.map(({ time }) => time)));
    for (const { receipt } of uses) expect(receipt).toMatch(/^270008:[\w-]{43}$/);
  });

  test('each use carries the place and the receipt of its record, by which anybody can verify it', async () => {
    const reader = createLogReader({ url: system.databases.auditOf.audit_prefectural.reader, connections: 1 });
    try {
      const [found] = await until(
        () => reader.records({ body: '270008', request: requests[0] ?? '' }),
        ([record]) => record?.index !== null,
      );
      const { data } = await ask(resident, ofPrefecture, { first: 100 });
      const shown = data.ownPrefecturalUses[0].uses.find(({ purpose: of }: { purpose: string }) => of === 'juki-b6-2');
      expect(shown.receipt).toBe(`270008:${found?.commitment}`);
      expect(shown.logIndex).toBe(found?.index);
    } finally {
      await reader.close();
    }
  });

  test('no name of an operator, no terminal and no search key is told', async () => {
    const { text } = await ask(resident, everywhere);
    for (const secret of ['osaka-education-officer', 'osaka-passport-officer', 'OSE-0301', 'OSK-0201']) {
      expect(text).not.toContain(secret);
    }
  });

  test('each tier answers from its own log', async () => {
    const { data } = await ask(resident, everywhere);
    expect(data.ownMunicipalUses.map(({ body }: { body: string }) => body)).toEqual(['272035']);
    expect(data.ownPrefecturalUses.map(({ body }: { body: string }) => body)).toEqual(['270008']);
    expect(data.ownNationalUses.map(({ body }: { body: string }) => body)).toEqual(['jlis']);
    const purposes = data.ownMunicipalUses[0].uses.map((use: { purpose: string }) => use.purpose);
    expect(purposes).not.toContain('juki-b6-2');
  });

  test('pages follow each other, newest first, without a gap and without a double', async () => {
    const whole = (await ask(resident, ofPrefecture, { first: 100 })).data.ownPrefecturalUses[0].uses;
    const receipts: string[] = [];
    let after: string | null = null;
    do {
      const { data }: Answer = await ask(resident, ofPrefecture, { first: 2, after });
      const [page] = data.ownPrefecturalUses;
      expect(page.uses.length).toBeLessThanOrEqual(2);
      receipts.push(...page.uses.map(({ receipt }: { receipt: string }) => receipt));
      after = page.next;
    } while (after !== null);
    const known = whole.map(({ receipt }: { receipt: string }) => receipt);
    // The first page shows the readings that came since; behind them the two agree.
    expect(receipts.slice(receipts.indexOf(known[0]))).toEqual(known);
    expect(new Set(receipts).size).toBe(receipts.length);
  });

  test('another resident sees none of it', async () => {
    const neighbour = await system.operator('neighbour');
    const { data } = await ask(neighbour, ofPrefecture);
    expect(data.ownPrefecturalUses.flatMap(({ uses }: { uses: object[] }) => uses)).toEqual([]);
  });

  test('a clerk sees it on paper for a request that was answered, and not without one', async () => {
    const clerk = await system.operator('osaka-network-officer');
    const own = await clerk.asks({ purpose: 'juki-disclosure-prefecture', query: ofPrefecture });
    expect(own.data?.ownPrefecturalUses ?? []).toEqual([]);
    const { name, birthDate, sex, address } = aoi;
    const received = await clerk.asks({
      purpose: 'juki-disclosure-prefecture',
      query: `mutation R($input: PrefecturalDisclosureReception!) { prefecturalReceiveDisclosure(input: $input) { request { number } } }`,
      variables: {
        input: {
          key: 'uses-000001',
          kind: 'USE_HISTORY',
          requester: 'PERSON',
          evidence: ['PASSPORT'],
          requesterName: name,
          subject: { name, birthDate, sex, address },
        },
      },
    });
    const { number } = received.data.prefecturalReceiveDisclosure.request;
    const look = `query L($number: ID!) { prefecturalDisclosure(number: $number) { uses { uses { purpose } } person { __typename } } }`;
    const seen = () => clerk.asks({ purpose: 'juki-disclosure-prefecture', query: look, variables: { number } });
    expect((await seen()).data.prefecturalDisclosure).toEqual({ uses: null, person: null });
    await clerk.asks({
      purpose: 'juki-disclosure-prefecture',
      query: `mutation A($input: PrefecturalDisclosureAnswer!) { prefecturalAnswerDisclosure(input: $input) { refusal } }`,
      variables: { input: { key: 'uses-000002', number } },
    });
    const { uses, person } = (await seen()).data.prefecturalDisclosure;
    expect(uses.uses.map((use: { purpose: string }) => use.purpose)).toContain('juki-b6-2');
    expect(person).toBeNull();
  });

  test('a clerk of the municipality answers a written request from the municipality’s own log', async () => {
    const clerk = await system.operator('toyonaka-clerk');
    const { name, birthDate, sex, address } = aoi;
    const query = `query M($person: MunicipalUsesOf!) { municipalUses(person: $person) { body uses { purpose } } }`;
    const variables = { person: { name, birthDate, sex, address } };
    const ofSuita = await (await system.operator('suita-clerk')).asks({
      purpose: 'use-history-municipality',
      case: 'R8-0003',
      query,
      variables,
    });
    expect(ofSuita.data).toEqual({ municipalUses: null });
    const answer = await clerk.asks({ purpose: 'use-history-municipality', case: 'R8-0003', query, variables });
    expect(answer.data.municipalUses).toMatchObject({ body: '272035' });
    const without = await clerk.asks({ purpose: 'use-history-municipality', query, variables });
    expect(without.errors[0]?.extensions['code']).toBe('CASE_MISSING');
  });
});
