import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { recordsOf, startTestSystem, type TestSystem } from '@juki/testing';
import pg from 'pg';
import { cast, fourItems, searchIn } from './people.ts';

/** 統計資料: aggregates leave, and never a small number, nor anything from which one could be made. */

let system: TestSystem;
let file: pg.Client;
beforeAll(async () => {
  system = await startTestSystem();
  file = new pg.Client({ connectionString: system.databases.data.url('prefectural') });
  await file.connect();
}, 120_000);
afterAll(async () => {
  await file?.end();
  await system?.remove();
}, 30_000);

interface Cell {
  readonly municipality: string | null;
  readonly sex: string | null;
  readonly ageClass: string | null;
  readonly reason: string | null;
  readonly value: number | null;
}
const statistics = { purpose: 'juki-statistics', case: 'R8-T-1' } as const;
const ask = async (field: 'Population' | 'Moves', month: string) => {
  const officer = await system.operator('osaka-network-officer');
  const query = `query ($month: String!) { prefectural${field}(month: $month) { reference threshold publishedAt withheld cells { municipality sex ageClass reason value } } }`;
  return officer.asks({ ...statistics, query, variables: { month } });
};

describe('the population of a prefecture', () => {
  test('is that of the file on the day, in all municipalities, sexes and classes of age', async () => {
    const { data, errors } = await ask('Population', '2026-11');
    expect(errors).toEqual([]);
    const { withheld, threshold, reference, cells } = data.prefecturalPopulation;
    expect([withheld, threshold, reference]).toEqual([false, 10, '2026-11-01']);
    const { rows } = await file.query<{ people: number }>(
      `SELECT count(*)::integer AS people FROM identity_record
       WHERE prefecture_code = '27' AND superseded_on IS NULL AND change_kind <> 'DELETION'`,
    );
    const total = cells.find((cell: Cell) => cell.municipality === null && cell.sex === null && cell.ageClass === null);
    expect(total.value).toBe(rows[0]?.people);
  });

  test('shows no number from 1 to below the threshold, and hides others beside them', async () => {
    const { data } = await ask('Population', '2026-11');
    const cells: readonly Cell[] = data.prefecturalPopulation.cells;
    const shown = cells.flatMap(({ value }) => (value === null ? [] : [value]));
    expect(shown.filter((value) => value > 0 && value < 10)).toEqual([]);
    expect(shown.length).toBeGreaterThan(0);
    expect(cells.length - shown.length).toBeGreaterThan(0);
  });

  test('stays what was published when the file changes afterwards, so that two answers tell nothing by their difference', async () => {
    const before = (await ask('Population', '2026-11')).data;
    await file.query(
      `UPDATE identity_record SET birth_date = birth_date - 3650 WHERE prefecture_code = '27' AND superseded_on IS NULL`,
    );
    expect((await ask('Population', '2026-11')).data).toEqual(before);
  });

  test.each([
    ['of a month to come', '2099-01'],
    ['of no month', '2026-13'],
    ['of a day', '2026-11-05'],
  ])('%s is refused', async (_what, month) => {
    const { data, errors } = await ask('Population', month);
    expect([data.prefecturalPopulation, errors[0]?.extensions['code']]).toEqual([null, 'BAD_PERIOD']);
  });
});

test('moves of a month are counted by municipality and reason, guarded alike', async () => {
  const { data, errors } = await ask('Moves', '2015-10');
  expect(errors).toEqual([]);
  const cells: readonly Cell[] = data.prefecturalMoves.cells;
  const { rows } = await file.query<{ events: number }>(
    `SELECT count(*)::integer AS events FROM identity_record WHERE prefecture_code = '27'
       AND change_reason = 'EX_OFFICIO_ENTRY' AND change_date >= '2015-10-01' AND change_date < '2015-11-01'`,
  );
  const all = cells.find(({ municipality, reason }) => municipality === null && reason === 'EX_OFFICIO_ENTRY');
  expect(all?.value === null || all?.value === rows[0]?.events).toBe(true);
  expect(cells.every(({ value }) => value === null || value === 0 || value >= 10)).toBe(true);
  expect(cells.some(({ value }) => value !== null && value > 0)).toBe(true);
});

describe('the affair of statistics', () => {
  test('gives no item of any person', async () => {
    const officer = await system.operator('osaka-network-officer');
    const query = searchIn('prefectural', 'birthDate sex address');
    const answer = await officer.asks({ ...statistics, query, variables: fourItems(cast.toyonakaMover.latest) });
    expect(answer.data).toEqual({ prefecturalSearch: null });
  });

  test('is the only one that gives aggregates, and each question is on record', async () => {
    const officer = await system.operator('osaka-passport-officer');
    const query = '{ prefecturalPopulation(month: "2026-11") { cells { value } } }';
    const answer = await officer.asks({ purpose: 'juki-b5-6', case: 'R8-1', query });
    expect(answer.data).toEqual({ prefecturalPopulation: null });
    const { request } = await ask('Population', '2026-11');
    const [outcome] = (await recordsOf(system, request)).filter(({ phase }) => phase === 'outcome');
    expect(outcome).toMatchObject({ body: '270008', purpose: 'juki-statistics', subject: null });
  });
});

test('notifications are counted for each municipality and month, for each tier', async () => {
  await file.query(
    `INSERT INTO change_count (municipality_code, month, change_reason, outcome, count)
     VALUES ('272035', '2026-10', 'BIRTH', 'APPLIED', 7), ('272035', '2026-10', 'DEATH', 'APPLIED', 5),
       ('272035', '2026-10', 'DEATH', 'REFUSED', 1), ('402036', '2026-10', 'DEATH', 'APPLIED', 3)`,
  );
  const officer = await system.operator('osaka-network-officer');
  const query = '{ prefecturalNotificationCounts(fiscalYear: 2026) { municipality month applied refused waiting } }';
  const { data } = await officer.asks({ purpose: 'juki-report-prefectural', query });
  expect(data.prefecturalNotificationCounts).toEqual([
    { municipality: '272035', month: '2026-10', applied: 12, refused: 1, waiting: 0 },
  ]);
  const clerk = await system.operator('toyonaka-clerk');
  const own = await clerk.asks({
    purpose: 'juki-report-municipal',
    query: '{ municipalNotificationCounts(fiscalYear: 2026) { month } }',
  });
  expect([own.errors, own.data]).toEqual([[], { municipalNotificationCounts: [] }]);
});
