import { describe, expect, test } from '@jest/globals';
import { authorised, fourItems, search, supergraph } from '../../testing/authorised-operation.ts';
import { wholeSchema } from '../../testing/test-policy.ts';
import { createTypeMatcher } from '../dispatch/type-matcher.ts';
import { guardPlan } from './guard-plan.ts';
import { createPlanStage } from './plan.ts';
import { createPlanner } from './planner.ts';

const planner = createPlanner({ supergraph, schema: wholeSchema, matches: createTypeMatcher(wholeSchema) });
const passports = { headers: { purpose: ['juki-b5-6'] }, token: { agency: 'osaka-passport' } };
const variables = fourItems;
const outside = expect.objectContaining({ code: 'PLAN_OUTSIDE_DECISION' });

describe('a plan', () => {
  test('of what was decided passes, and each fetch names what it reads and rests on', async () => {
    const { decision } = await authorised(search('name residentCode'), { variables });
    const [guarded] = guardPlan(wholeSchema, decision, planner(decision)).values();
    expect(guarded?.coordinates).toContain('PrefecturalRecord.name');
    expect(guarded?.coordinates).toContain('PrefecturalFourItems.name');
    expect(guarded?.coordinates).not.toContain('PrefecturalRecord.residentCode');
    expect(guarded?.provisions).toContain('juki-30-15-2-1');
  });

  test.each([
    ['of another purpose', 'name residentCode', 'name'],
    ['of a field that the purpose opens but nobody asked for', 'name address', 'name'],
  ])('%s stops the request', async (_what, planned, decided) => {
    const wrong = await authorised(search(planned), { variables, ...(planned.includes('Code') ? passports : {}) });
    const { decision } = await authorised(search(decided), { variables });
    expect(() => guardPlan(wholeSchema, decision, planner(wrong.decision))).toThrow(outside);
  });

  test('of another search stops the request', async () => {
    const { decision } = await authorised('{ __typename }');
    const wrong = await authorised(search('name'), { variables });
    expect(() => guardPlan(wholeSchema, decision, planner(wrong.decision))).toThrow(outside);
  });

  test('with an argument by a variable that was not sent passes: it was not given', async () => {
    const query = 'query Uses($after: String) { ownPrefecturalUses(after: $after) { body } }';
    const resident = {
      agency: 'resident',
      acr: 'urn:juki:acr:card',
      certificate: 'RESIDENT-0001',
      kind: 'resident',
    } as const;
    const { decision } = await authorised(query, { headers: { purpose: ['own-use-history'] }, token: resident });
    expect(decision.coordinates).not.toContain('Query.ownPrefecturalUses(after:)');
    expect([...guardPlan(wholeSchema, decision, planner(decision)).values()]).toHaveLength(1);
  });

  test('whose representations carry more than was decided stops the request', async () => {
    const { decision } = await authorised(search('name'), { variables });
    const plan = planner(decision);
    const reads = plan.reads.map((it) => ({ ...it, required: new Set(['PrefecturalRecord.individualNumber']) }));
    expect(() => guardPlan(wholeSchema, decision, { ...plan, reads })).toThrow(outside);
  });
});

describe('behind the second hop', () => {
  const inquiry = search('name').replace('people {', 'elsewhere { records { name } } people {');
  const sides = (plan: ReturnType<typeof planner>, decision: Parameters<typeof guardPlan>[1]) =>
    [...guardPlan(wholeSchema, decision, plan)].map(([fetch, it]) => [fetch.subgraph, it.secondHop, it.provisions]);

  test('a fetch rests on the linked affair alone, and takes no key of the first search along', async () => {
    const { decision } = await authorised(inquiry, { variables });
    const plan = planner(decision);
    expect(sides(plan, decision)).toEqual([
      ['prefectural', false, ['juki-30-15-2-1']],
      ['national', true, ['juki-30-11-1-1']],
    ]);
    const [, behind] = guardPlan(wholeSchema, decision, plan).values();
    expect(behind?.coordinates).toEqual([
      'NationalInquiry.records',
      'NationalInquiry.token',
      'NationalInquiryRecord.name',
    ]);
  });

  test('there is no fetch under a purpose without a link', async () => {
    const { decision } = await authorised(inquiry, { variables, ...passports });
    expect(planner(decision).fetches.map(({ subgraph }) => subgraph)).toEqual(['prefectural']);
    expect(decision.withheld.map(({ coordinate, reason }) => [coordinate, reason])).toEqual([
      ['NationalInquiry.records', 'NO_SECOND_HOP'],
    ]);
  });

  test('a fetch that reads on both sides stops the request', async () => {
    const { decision } = await authorised(inquiry, { variables });
    const plan = planner(decision);
    const reads = plan.reads.map((it) => ({
      ...it,
      coordinates: new Set([...it.coordinates, 'PrefecturalRecord.name']),
    }));
    expect(() => guardPlan(wholeSchema, decision, { ...plan, reads })).toThrow(outside);
  });

  test('the plan of a purpose that leads further stops a request of one that does not', async () => {
    const wrong = await authorised(inquiry, { variables });
    const { decision } = await authorised(inquiry, { variables, ...passports });
    expect(() => guardPlan(wholeSchema, decision, planner(wrong.decision))).toThrow(outside);
  });
});

describe('plans are remembered', () => {
  test('by the filtered text: one document under two purposes has two plans', async () => {
    const query = search('name residentCode');
    const [narrow, wide] = [
      await authorised(query, { variables }),
      await authorised(query, { variables, ...passports }),
    ];
    const texts = [narrow, wide].map(({ decision }) =>
      planner(decision)
        .fetches.map(({ operation }) => operation)
        .join(),
    );
    expect(texts.map((text) => text.includes('residentCode'))).toEqual([false, true]);
    expect(planner(narrow.decision)).toBe(planner(narrow.decision));
  });

  test('unless their documents are long: what callers make us remember is bounded', async () => {
    const name = 'x'.repeat(30_000);
    const query = `{ prefecturalSearch(key: { fourItems: { name: "${name}", birthDate: "2000-01-01", sex: MALE, address: "y" } }) { people { __typename } } }`;
    const { decision } = await authorised(query);
    expect(planner(decision)).not.toBe(planner(decision));
  });
});

test('the stage itself stops a planner that is wrong', async () => {
  const wrong = await authorised(search('name residentCode'), { variables, ...passports });
  const stage = createPlanStage(() => planner(wrong.decision), wholeSchema);
  const request = await authorised(search('name'), { variables });
  expect(() => stage(request)).toThrow(outside);
});
