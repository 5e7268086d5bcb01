import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Caller, recordsOf, startTestSystem, type TestSystem } from '@juki/testing';
import pg from 'pg';
import { cast, fourItems, searchIn } from './people.ts';

/** Each table of the law gives its row to the bodies that it names, from the file that it names, and nothing else. */

let system: TestSystem;
let ledger: pg.Client;
beforeAll(async () => {
  system = await startTestSystem();
  ledger = new pg.Client({ connectionString: system.databases.data.url('gateway') });
  await ledger.connect();
}, 120_000);
afterAll(async () => {
  await ledger?.end();
  await system?.remove();
}, 30_000);

const inToyonaka = cast.toyonakaMover.latest;
const inSuita = cast.glyphName.latest;
const inIizuka = cast.formerSurname.latest;
type Answered = Awaited<ReturnType<Caller['asks']>>;
const peopleIn = (answer: Answered, tier: string) => answer.data?.[`${tier}Search`]?.people ?? null;
const codes = ({ errors }: Answered) =>
  Object.fromEntries(
    errors.map(({ extensions }) => [extensions['coordinate'] ?? '', extensions['reason'] ?? extensions['code']]),
  );

interface Row {
  readonly table: string;
  readonly operator: string;
  readonly purpose: string;
  readonly tier: 'prefectural' | 'national';
  readonly reached: typeof inToyonaka;
  readonly beyond: typeof inToyonaka | null;
  /** Whether the 住民票コード and the 個人番号 come along (整備法22条7項, 番号法9条). */
  readonly code: boolean;
  readonly number: boolean;
}

/** 別表第一 to 第六 with a body of each, the file that answers, somebody whom the row reaches, and somebody whom it does not. */
const rows: readonly Row[] = [
  {
    table: '第一 (a ministry, 個人番号)',
    operator: 'mhlw-officer',
    purpose: 'juki-b1-77',
    tier: 'national',
    reached: inToyonaka,
    beyond: null,
    code: false,
    number: true,
  },
  {
    table: '第一 (a ministry)',
    operator: 'mhlw-officer',
    purpose: 'juki-b1-57-29',
    tier: 'national',
    reached: inIizuka,
    beyond: null,
    code: false,
    number: false,
  },
  {
    table: '第二 (a municipality, own prefecture)',
    operator: 'toyonaka-clerk',
    purpose: 'juki-b2-1-3',
    tier: 'national',
    reached: inSuita,
    beyond: inIizuka,
    code: false,
    number: false,
  },
  {
    table: '第三 (a governor, other prefectures)',
    operator: 'osaka-network-officer',
    purpose: 'juki-b3-1-2',
    tier: 'national',
    reached: inIizuka,
    beyond: inSuita,
    code: false,
    number: false,
  },
  {
    table: '第四 (a municipality, other prefectures)',
    operator: 'toyonaka-clerk',
    purpose: 'juki-b4-1-3',
    tier: 'national',
    reached: inIizuka,
    beyond: inSuita,
    code: false,
    number: false,
  },
  {
    table: '第五 (the governor’s own, code)',
    operator: 'osaka-passport-officer',
    purpose: 'juki-b5-6',
    tier: 'prefectural',
    reached: inSuita,
    beyond: inIizuka,
    code: true,
    number: false,
  },
  {
    table: '第五 (the governor’s own)',
    operator: 'osaka-passport-officer',
    purpose: 'juki-b5-1-3',
    tier: 'prefectural',
    reached: inSuita,
    beyond: inIizuka,
    code: false,
    number: false,
  },
  {
    table: '第六 (another executive body)',
    operator: 'osaka-education-officer',
    purpose: 'juki-b6-2',
    tier: 'prefectural',
    reached: inSuita,
    beyond: inIizuka,
    code: false,
    number: false,
  },
];

describe.each(rows)('別表$table', ({ operator, purpose, tier, reached, beyond, code, number }) => {
  const ask = async (person: typeof reached, query: string) =>
    (await system.operator(operator)).asks({ purpose, case: 'R8-A6', query, variables: fourItems(person) });

  test('gives the items of the row, the numbers only where another law lets it', async () => {
    const selection = 'name birthDate sex address changeReason changeDate residentCode individualNumber';
    const answer = await ask(reached, searchIn(tier, selection));
    expect(peopleIn(answer, tier)).toEqual([
      {
        [`${tier}Record`]: {
          name: reached.name,
          birthDate: reached.birthDate,
          sex: reached.sex,
          address: reached.address,
          changeReason: reached.changeReason,
          changeDate: reached.changeDate,
          residentCode: code ? reached.residentCode : null,
          individualNumber: number ? reached.individualNumber : null,
        },
      },
    ]);
  });

  test('is not answered from the file of another body', async () => {
    const other = tier === 'national' ? 'prefectural' : 'national';
    for (const closed of [other, 'municipal'] as const) {
      const answer = await ask(reached, searchIn(closed, 'name'));
      expect(peopleIn(answer, closed)).toBeNull();
      expect(Object.values(codes(answer))).not.toEqual([]);
    }
  });

  test('does not reach beyond its reach', async () => {
    if (beyond === null) return;
    const answer = await ask(beyond, searchIn(tier, 'name'));
    expect(peopleIn(answer, tier)).toEqual([]);
  });
});

test.each([
  ['a municipality', 'toyonaka-clerk', 'juki-b5-6'],
  ['a governor', 'osaka-network-officer', 'juki-b2-1-3'],
  ['a governor', 'osaka-network-officer', 'juki-b6-2'],
  ['another executive body', 'osaka-education-officer', 'juki-b5-6'],
  ['a ministry', 'mhlw-officer', 'juki-b3-1-2'],
  ['a municipality without ordinance', 'toyonaka-clerk', 'juki-ordinance-13'],
])('%s may not state what another table gives', async (_who, operator, purpose) => {
  const answer = await (await system.operator(operator)).asks({ purpose, case: 'R8-A6', query: '{ __typename }' });
  expect([answer.status, answer.errors[0]?.extensions['code']]).toEqual([403, 'PURPOSE_NOT_YOURS']);
});

describe('an affair set by ordinance (条例)', () => {
  const affairs = [
    [
      'another executive body of the prefecture (30条の15第2項2号)',
      'osaka-audit-officer',
      'juki-ordinance-other-exec',
      '270008',
      null,
    ],
    ['the governor (30条の15第1項2号)', 'osaka-network-officer', 'juki-ordinance-pref-use', '270008', null],
    [
      'a municipality that the prefecture’s ordinance names (30条の13)',
      'suita-clerk',
      'juki-ordinance-13',
      '270008',
      '272051',
    ],
  ] as const;

  test.each(affairs)(
    'of %s is closed, opens with the ordinance, and closes with its last day',
    async (_of, operator, purpose, body, recipient) => {
      const officer = await system.operator(operator);
      const query = searchIn('prefectural', 'name residentCode individualNumber');
      const ask = () => officer.asks({ purpose, case: 'R8-O', query, variables: fourItems(inSuita) });
      const before = await ask();
      expect(peopleIn(before, 'prefectural')).toBeNull();
      expect(Object.values(codes(before))).toContain('ORDINANCE_MISSING');

      await ledger.query(
        `INSERT INTO ordinance (id, body, purpose, title, number, in_force_from, recipient)
       VALUES (gen_random_uuid(), $1, $2, '本人確認情報の利用及び提供に関する条例', '令和8年条例第1号', '2026-04-01', $3)`,
        [body, purpose, recipient],
      );
      const open = await until(ask, (answer) => peopleIn(answer, 'prefectural') !== null);
      expect(peopleIn(open, 'prefectural')).toEqual([
        { prefecturalRecord: { name: inSuita.name, residentCode: null, individualNumber: null } },
      ]);

      await ledger.query(`UPDATE ordinance SET in_force_to = '2026-04-02' WHERE purpose = $1`, [purpose]);
      const closed = await until(ask, (answer) => peopleIn(answer, 'prefectural') === null);
      expect(Object.values(codes(closed))).toContain('ORDINANCE_MISSING');
    },
  );

  test('from municipality to municipality (30条の14) reaches nobody: no scope names the one that gives', async () => {
    const clerk = await system.operator('suita-clerk');
    const answer = await clerk.asks({
      purpose: 'juki-ordinance-14',
      case: 'R8-O',
      query: searchIn('municipal', 'name'),
      variables: fourItems(inToyonaka),
    });
    expect(peopleIn(answer, 'municipal') ?? []).toEqual([]);
  });
});

describe('an affair that the person consents to (30条の15第1項3号)', () => {
  const record = `mutation ($input: PrefecturalConsentInput!) { prefecturalRecordConsent(input: $input) { refusal consent { id agency caseNumber from to withdrawnOn } } }`;
  const withdraw = `mutation ($consent: ID!) { prefecturalWithdrawConsent(consent: $consent) { refusal consent { withdrawnOn } } }`;
  const register = { purpose: 'juki-consent-register', case: 'R8-C-REG' } as const;
  const given = {
    key: 'consent-0001',
    person: fourItems(inSuita).key.fourItems,
    agency: 'osaka-passport',
    caseNumber: 'R8-C-1',
    affair: '渡航先での安否の確認',
    from: '2026-11-01',
  };
  const uses = async (operator: string, number: string, person = inSuita) => {
    const answer = await (await system.operator(operator)).asks({
      purpose: 'juki-consent',
      case: number,
      query: searchIn('prefectural', 'name residentCode'),
      variables: fourItems(person),
    });
    return peopleIn(answer, 'prefectural')?.length ?? null;
  };

  test('is as if the person were not there, until the consent is on file; and again when it is withdrawn', async () => {
    expect(await uses('osaka-passport-officer', 'R8-C-1')).toBe(0);
    const keeper = await system.operator('osaka-network-officer');
    const { data } = await keeper.asks({ ...register, query: record, variables: { input: given } });
    const { refusal, consent } = data.prefecturalRecordConsent;
    expect([refusal, consent.agency, consent.caseNumber]).toEqual([null, 'osaka-passport', 'R8-C-1']);
    const again = await keeper.asks({ ...register, query: record, variables: { input: given } });
    expect(again.data.prefecturalRecordConsent.consent.id).toBe(consent.id);

    expect(await uses('osaka-passport-officer', 'R8-C-1')).toBe(1);
    expect(await uses('osaka-passport-officer', 'R8-C-2')).toBe(0);
    expect(await uses('osaka-network-officer', 'R8-C-1')).toBe(0);
    expect(await uses('osaka-passport-officer', 'R8-C-1', inToyonaka)).toBe(0);

    await keeper.asks({ ...register, query: withdraw, variables: { consent: consent.id } });
    expect(await uses('osaka-passport-officer', 'R8-C-1')).toBe(0);
  });

  test('counts within its days only', async () => {
    const keeper = await system.operator('osaka-network-officer');
    const past = { ...given, key: 'consent-past', caseNumber: 'R8-C-3', from: '2020-01-01', to: '2020-12-31' };
    const future = { ...given, key: 'consent-future', caseNumber: 'R8-C-4', from: '2099-01-01' };
    for (const input of [past, future]) {
      const { data } = await keeper.asks({ ...register, query: record, variables: { input } });
      expect(data.prefecturalRecordConsent.refusal).toBeNull();
      expect(await uses('osaka-passport-officer', input.caseNumber)).toBe(0);
    }
  });

  test.each([
    [
      'a person whom the items do not find',
      { person: { ...given.person, birthDate: '1900-01-01' } },
      'PERSON_NOT_FOUND',
    ],
    ['a person of another prefecture', { person: fourItems(inIizuka).key.fourItems }, 'PERSON_NOT_FOUND'],
    ['an agency that is no department of the prefecture', { agency: 'mhlw' }, 'AGENCY_UNKNOWN'],
    ['a period that ends before it begins', { to: '2025-01-01' }, 'INPUT_INVALID'],
  ])('is not recorded for %s', async (_what, change, refusal) => {
    const keeper = await system.operator('osaka-network-officer');
    const input = { ...given, key: `refused-${refusal}`, ...change };
    const { data } = await keeper.asks({ ...register, query: record, variables: { input } });
    expect(data.prefecturalRecordConsent).toEqual({ refusal, consent: null });
  });

  test('shows nothing of the person to who keeps the register', async () => {
    const keeper = await system.operator('osaka-network-officer');
    const answer = await keeper.asks({
      ...register,
      query: searchIn('prefectural', 'name'),
      variables: fourItems(inSuita),
    });
    expect(peopleIn(answer, 'prefectural')).toBeNull();
  });
});

describe('every provision is counted', () => {
  test('for the book and the report of the agency, and the numbers are those of the log', async () => {
    const { data, errors } = await (await system.operator('jlis-network-manager')).asks({
      purpose: 'juki-report-national',
      query: `query ($fiscalYear: Int!, $month: String!) {
        nationalProvisionReport(fiscalYear: $fiscalYear) { drawnUpOn lines { agency agencyName month method people codes } }
        nationalProvisionBook(month: $month) { agency purpose people }
      }`,
      variables: { fiscalYear: fiscalYear(), month: today().slice(0, 7) },
    });
    expect(errors).toEqual([]);
    const tables = /^juki-b[1-4]-/;
    const logged = new Map<string, Set<string>>();
    for (const record of await recordsOf(system)) {
      if (record.body !== 'jlis' || record.phase !== 'outcome' || record.subject === null) continue;
      if (!tables.test(record.purpose ?? '')) continue;
      const people = logged.get(record.actor.agency) ?? new Set();
      logged.set(record.actor.agency, people.add(`${record.request} ${record.subject}`));
    }
    const expected = Object.fromEntries([...logged].map(([agency, people]) => [agency, people.size]));
    expect(expected['mhlw']).toBeGreaterThan(0);
    const lines: readonly { agency: string; people: number; codes: number; method: string }[] =
      data.nationalProvisionReport.lines;
    expect(Object.fromEntries(lines.map(({ agency, people }) => [agency, people]))).toEqual(expected);
    expect(lines.every(({ codes: given, method }) => given === 0 && method === 'IMMEDIATE')).toBe(true);
    expect(data.nationalProvisionReport.drawnUpOn).toBeNull();
    const book: readonly { people: number }[] = data.nationalProvisionBook;
    expect(book.reduce((sum, { people }) => sum + people, 0)).toBe(
      Object.values(expected).reduce((sum, each) => sum + each, 0),
    );
  });

  test('of the governor too, the 住民票コード apart', async () => {
    const { data } = await (await system.operator('osaka-network-officer')).asks({
      purpose: 'juki-report-prefectural',
      query: `query ($fiscalYear: Int!) { prefecturalProvisionReport(fiscalYear: $fiscalYear) { lines { agency people codes } } }`,
      variables: { fiscalYear: fiscalYear() },
    });
    const lines: readonly { agency: string; people: number; codes: number }[] = data.prefecturalProvisionReport.lines;
    const passports = lines.find(({ agency }) => agency === 'osaka-passport');
    // 別表第五: two rows, one with the code; and one use with consent.
    expect(passports).toEqual({ agency: 'osaka-passport', people: 3, codes: 1 });
    expect(lines.find(({ agency }) => agency === 'osaka-education')).toMatchObject({ codes: 0 });
  });

  test('is not shown to who has no such affair', async () => {
    const answer = await (await system.operator('mhlw-officer')).asks({
      purpose: 'juki-b1-77',
      case: 'R8-A6',
      query: `{ nationalProvisionReport(fiscalYear: 2026) { fiscalYear } }`,
    });
    expect(answer.data).toEqual({ nationalProvisionReport: null });
  });
});

function today(): string {
  return new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
}

function fiscalYear(): number {
  const [year, month] = [Number(today().slice(0, 4)), today().slice(5, 7)];
  return month < '04' ? year - 1 : year;
}

/** The gateway follows its ledger within a second. */
async function until(ask: () => Promise<Answered>, isSo: (answer: Answered) => boolean): Promise<Answered> {
  let answer = await ask();
  for (let attempt = 0; attempt < 50 && !isSo(answer); attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    answer = await ask();
  }
  return answer;
}
