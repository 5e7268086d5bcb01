import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { recordsOf, startTestSystem, type TestSystem } from '@juki/testing';
import pg from 'pg';
import { cast, fourItems, searchIn } from './people.ts';

/** 保存期間: rows of the nineteenth century in the three files of a running system, and who lets them go. */

const tiers = {
  prefectural: {
    type: 'Prefectural',
    people: ['osaka-network-officer', 'osaka-network-manager', 'osaka-network-chief'],
  },
  municipal: { type: 'Municipal', people: ['toyonaka-clerk', 'toyonaka-register-manager', 'toyonaka-register-chief'] },
  national: { type: 'National', people: ['jlis-consistency-officer', 'jlis-network-manager', 'jlis-network-chief'] },
} as const;
type Tier = keyof typeof tiers;
const toyonaka = '272035';

let system: TestSystem;
const owners = new Map<Tier, pg.Client>();
beforeAll(async () => {
  system = await startTestSystem();
  for (const tier of ['prefectural', 'municipal', 'national'] as const) {
    const owner = new pg.Client({ connectionString: system.databases.data.url(tier) });
    await owner.connect();
    owners.set(tier, owner);
  }
}, 120_000);
afterAll(async () => {
  for (const owner of owners.values()) await owner.end();
  await system?.remove();
}, 30_000);

async function sql(
  tier: Tier,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly Record<string, unknown>[]> {
  const answer = await owners.get(tier)?.query<Record<string, unknown>>(text, [...values]);
  return answer?.rows ?? [];
}

/** A row of somebody who stays, 150 years past: a copy of the row that stands, since sealed columns are bound to the person. */
async function addOldRow(tier: Tier): Promise<void> {
  const [model] = await sql(
    tier,
    'SELECT * FROM identity_record WHERE municipality_code = $1 AND superseded_on IS NULL LIMIT 1',
    [toyonaka],
  );
  const row = {
    ...model,
    record_id: randomUUID(),
    revision: 500,
    change_kind: 'DELETION',
    change_reason: 'DEATH',
    change_date: '1850-01-01',
    superseded_on: '1851-01-01',
    created_at: '1850-01-02',
  };
  const names = Object.keys(row);
  await sql(
    tier,
    `INSERT INTO identity_record (${names.join()}) VALUES (${names.map((_, index) => `$${index + 1}`).join()})`,
    Object.values(row),
  );
}

const old = (tier: Tier) => sql(tier, `SELECT ref FROM identity_record WHERE change_date = '1850-01-01'`);

/** One of the three people of a tier asks; the answer of the one field. */
async function acts(
  tier: Tier,
  who: 0 | 1 | 2,
  field: string,
  selection: string,
  variables: Readonly<Record<string, string>> = {},
) {
  const kind = field.startsWith('query ') ? 'query' : 'mutation';
  const name = `${tier}${field.replace('query ', '')}`;
  const types = Object.keys(variables).map((key) => {
    const type =
      key === 'kind' ? `${tiers[tier].type}ErasureKind!` : key === 'order' || key === 'hold' ? 'ID!' : 'String!';
    return { declared: `$${key}: ${type}`, given: `${key}: $${key}` };
  });
  const [declared, given] = [types.map((each) => each.declared).join(), types.map((each) => each.given).join()];
  const query = `${kind} ${declared ? `(${declared})` : ''} { ${name}${given ? `(${given})` : ''} { ${selection} } }`;
  const officer = await system.operator(tiers[tier].people[who]);
  const answer = await officer.asks({ purpose: `juki-retention-${tier}`, query, variables });
  expect(answer.errors).toEqual([]);
  return answer.data[name];
}

const ordered = 'refusal order { id state plannedRows erasedRows heldRows certificate approvals { operator } }';

async function until(tier: Tier, state: string) {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const [order] = await acts(tier, 0, 'query ErasureOrders', 'id state erasedRows heldRows certificate');
    if (order?.state === state) return order;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the order of ${tier} did not become ${state}: ${system.said()}`);
}

describe.each(['prefectural', 'municipal', 'national'] as const)('in the %s file', (tier) => {
  test('what is past 150 years goes when two others approve, and who stays is found as before', async () => {
    const people = await sql(tier, 'SELECT count(*)::integer AS rows FROM identity_record');
    await addOldRow(tier);
    const asked = { key: `erase-${tier}-1`, kind: 'IDENTITY_RECORDS' };
    const proposed = await acts(tier, 0, 'ProposeErasure', ordered, asked);
    expect([proposed.refusal, proposed.order.state, proposed.order.plannedRows]).toEqual([null, 'PROPOSED', 1]);
    const { id } = proposed.order;

    expect((await acts(tier, 0, 'ApproveErasure', ordered, { order: id })).refusal).toBe('OWN_PROPOSAL');
    const once = await acts(tier, 1, 'ApproveErasure', ordered, { order: id });
    expect([once.refusal, once.order.state]).toEqual([null, 'PROPOSED']);
    expect(await old(tier)).toHaveLength(1);
    await acts(tier, 2, 'ApproveErasure', ordered, { order: id });
    const done = await until(tier, 'DONE');

    expect([done.erasedRows, done.heldRows]).toEqual([1, 0]);
    expect(await old(tier)).toEqual([]);
    expect(await sql(tier, 'SELECT count(*)::integer AS rows FROM identity_record')).toEqual(people);
    const certificate = JSON.parse(done.certificate);
    expect(certificate).toMatchObject({ order: id, approvedBy: tiers[tier].people.slice(1), erased: { rows: 1 } });
    expect(certificate.remains).toContain('バックアップ');

    const erasures = (await recordsOf(system)).filter(({ phase, request }) => phase === 'erasure' && request === id);
    expect(erasures.map(({ subject, counts, actor }) => [subject, counts.rows, actor.kind])).toEqual([
      [null, 1, 'system'],
      [null, 1, 'system'],
    ]);
  });

  test('nothing is proposed where nothing is due', async () => {
    const asked = { key: `erase-${tier}-2`, kind: 'IDENTITY_RECORDS' };
    expect((await acts(tier, 0, 'ProposeErasure', ordered, asked)).refusal).toBe('NOTHING_DUE');
  });
});

describe('a legal hold on a person', () => {
  const enter = `mutation ($input: PrefecturalLegalHoldInput!) { prefecturalEnterLegalHold(input: $input) { refusal hold { id person confirmedBy } } }`;
  const hold = (person: object) => ({
    input: { key: 'hold-R8-WA-1', caseNumber: 'R8-WA-1', person, from: '2026-01-01', reason: '国家賠償請求訴訟' },
  });
  const enters = async (person: object) => {
    const officer = await system.operator('osaka-network-officer');
    return officer.asks({ purpose: 'juki-retention-prefectural', query: enter, variables: hold(person) });
  };

  test('keeps the rows of the person through an approved order, until two others release it', async () => {
    const mover = fourItems(cast.toyonakaMover.latest).key.fourItems;
    const refused = await enters({ ...mover, birthDate: '1900-01-01' });
    expect(refused.data.prefecturalEnterLegalHold).toEqual({ refusal: 'PERSON_NOT_FOUND', hold: null });
    const entered = await enters(mover);
    const { id, person } = entered.data.prefecturalEnterLegalHold.hold;
    expect(person).toBe(true);

    const [row] = await sql('prefectural', 'SELECT ref FROM legal_hold WHERE hold_id = $1', [id]);
    const result = await sql(
      'prefectural',
      `INSERT INTO identity_record SELECT (jsonb_populate_record(r, $2::jsonb)).* FROM identity_record r
       WHERE ref = $1 AND superseded_on IS NULL RETURNING record_id`,
      [
        row?.['ref'],
        JSON.stringify({
          record_id: randomUUID(),
          revision: 600,
          change_kind: 'DELETION',
          change_reason: 'DEATH',
          change_date: '1850-01-01',
          superseded_on: '1851-01-01',
          created_at: '1850-01-02',
        }),
      ],
    );
    expect(result).toHaveLength(1);

    const { order } = await acts('prefectural', 0, 'ProposeErasure', ordered, {
      key: 'erase-under-hold',
      kind: 'IDENTITY_RECORDS',
    });
    for (const who of [1, 2] as const) await acts('prefectural', who, 'ApproveErasure', ordered, { order: order.id });
    expect(await until('prefectural', 'DONE')).toMatchObject({ id: order.id, erasedRows: 0, heldRows: 1 });
    expect(await old('prefectural')).toHaveLength(1);

    expect((await acts('prefectural', 0, 'ConfirmLegalHold', 'refusal', { hold: id })).refusal).toBe('SAME_PERSON');
    expect((await acts('prefectural', 1, 'ConfirmLegalHold', 'refusal', { hold: id })).refusal).toBeNull();
    await acts('prefectural', 1, 'AskLegalHoldRelease', 'refusal', { hold: id, reason: '訴訟終結' });
    expect((await acts('prefectural', 1, 'ReleaseLegalHold', 'refusal', { hold: id })).refusal).toBe('SAME_PERSON');
    expect((await acts('prefectural', 2, 'ReleaseLegalHold', 'refusal', { hold: id })).refusal).toBeNull();

    const second = await acts('prefectural', 0, 'ProposeErasure', ordered, {
      key: 'erase-after-hold',
      kind: 'IDENTITY_RECORDS',
    });
    for (const who of [1, 2] as const)
      await acts('prefectural', who, 'ApproveErasure', ordered, { order: second.order.id });
    expect(await until('prefectural', 'DONE')).toMatchObject({ id: second.order.id, erasedRows: 1, heldRows: 0 });
    expect(await old('prefectural')).toEqual([]);

    const passports = await system.operator('osaka-passport-officer');
    const { data } = await passports.asks({
      purpose: 'juki-b5-6',
      case: 'R8-1',
      query: searchIn('prefectural', 'name'),
      variables: { key: { fourItems: mover } },
    });
    expect(data.prefecturalSearch.people).toHaveLength(1);
  });
});

describe('nobody else', () => {
  test.each([
    ['a department without the affair', 'osaka-education-officer', 'juki-retention-prefectural', 'PURPOSE_NOT_YOURS'],
    ['a governor in the national file', 'osaka-network-officer', 'juki-retention-national', 'PURPOSE_NOT_YOURS'],
  ])('%s proposes an erasure', async (_who, operator, purpose, code) => {
    const officer = await system.operator(operator);
    const answer = await officer.asks({
      purpose,
      query: 'mutation { prefecturalProposeErasure(key: "not-yours-1", kind: IDENTITY_RECORDS) { refusal } }',
    });
    expect([answer.status, answer.errors[0]?.extensions['code']]).toEqual([403, code]);
  });

  test('approves with a weak login', async () => {
    const manager = await system.operator('osaka-network-manager', { acr: 'urn:juki:acr:two-factor' });
    const answer = await manager.asks({
      purpose: 'juki-retention-prefectural',
      query: `mutation { prefecturalApproveErasure(order: "${randomUUID()}") { refusal } }`,
    });
    expect(answer.errors[0]?.extensions['code']).toBe('ASSURANCE_TOO_LOW');
  });

  test('sees the orders of another body', async () => {
    const officer = await system.operator('suita-clerk');
    const answer = await officer.asks({
      purpose: 'juki-retention-municipal',
      query: '{ municipalErasureOrders { id } }',
    });
    expect(answer.data).toEqual({ municipalErasureOrders: [] });
  });
});
