import { describe, expect, test } from '@jest/globals';
import { parseLegalDate } from '@juki/legal-basis';
import { matrixPermits } from '@juki/schema-directives';
import { compileMatrix } from './proof/compile-matrix.ts';
import { explain } from './proof/explain.ts';
import { prove } from './proof/prove.ts';
import { testCatalogue } from './test-support/test-catalogue.ts';
import { testGraph } from './test-support/test-graph.ts';

const S = '@structural(reason: "x")';
const catalogue = testCatalogue({
  provisions: { own: {}, outside: { from: '2016-01-01' }, number: {} },
  purposes: {
    first: [{ provision: 'own', items: ['name'] }],
    // Rests on everything, and leads nowhere.
    greedy: ['own', 'outside', 'number'].map((provision) => ({ provision, items: ['name', 'my_number'] })),
    linked: [
      { provision: 'outside', items: ['name', 'my_number'] },
      { provision: 'number', items: ['my_number'], ordinance: true },
    ],
  },
  secondHops: { first: 'linked' },
});
const graph = testGraph(
  `type Query ${S} { search: Found ${S} }
   type Found ${S} { name: String @legalBasis(provisions: ["own"]) @item(id: "name") elsewhere: Inquiry ${S} }
   type Inquiry ${S} { token: ID ${S} records: [Inquired!] @legalBasis(provisions: ["outside"]) @secondHop }
   type Inquired @secondHop ${S} {
     name: String @legalBasis(provisions: ["outside"]) @item(id: "name")
     number(of: Int ${S}): String @legalBasis(provisions: ["outside", "number"]) @item(id: "my_number")
     kept: String @legalBasis(provisions: ["own"]) @item(id: "name")
   }`,
  catalogue,
);
const query = '{ search { name elsewhere { token records { name number } } } }';

describe('what stands behind a second hop', () => {
  test('is ruled under the linked purpose, the rest under the stated one', () => {
    expect(graph.show(query, { under: 'first', ordinances: ['linked'] })).toMatch(/^unchanged/);
    const view = graph.view({ under: 'first' });
    expect([view.isSecondHop('Inquired.name'), view.isSecondHop('Found.name')]).toEqual([true, false]);
    expect([view.isSecondHop('Inquired.number(of:)'), view.isSecondHop('Inquiry.token')]).toEqual([true, false]);
    expect(view.secondHop?.purpose.id).toBe('linked');
  });

  test('is closed under a purpose without a link, whatever it rests on, and under the linked one itself', () => {
    for (const under of ['greedy', 'linked']) {
      const decision = graph.decided(query, { under, ordinances: [under] });
      expect(decision.withheld.filter(({ coordinate }) => /^(Inquiry|Inquired)\./.test(coordinate))).toEqual([
        { coordinate: 'Inquiry.records', field: 'Inquiry.records', reason: 'NO_SECOND_HOP', needed: [] },
      ]);
    }
  });

  test('is closed where the caller may not go on', () => {
    const purpose = catalogue.purpose('first');
    if (!purpose) throw new Error('first is in the catalogue');
    const asked = { purpose, date: parseLegalDate('2026-01-01'), facts: { ordinances: new Set<string>() } };
    const view = graph.policy.view({ ...asked, secondHop: false });
    expect([view.secondHop, view.ruling('Inquired.name').permitted]).toEqual([null, false]);
    expect(view.ruling('Found.name').permitted).toBe(true);
    expect(graph.policy.view(asked).ruling('Inquired.name').permitted).toBe(true);
  });

  test('takes nothing from the stated purpose: neither its provisions nor its ordinance', () => {
    const view = graph.view({ under: 'first', ordinances: ['first'] });
    expect(view.ruling('Inquired.kept')).toMatchObject({ permitted: false, reason: 'NO_BASIS_FOR_PURPOSE' });
    expect(view.ruling('Inquired.number')).toMatchObject({ permitted: false, reason: 'ORDINANCE_MISSING' });
    expect(graph.view({ under: 'first', ordinances: ['linked'] }).ruling('Inquired.number').permitted).toBe(true);
  });

  test('opens when the linked affair comes into force', () => {
    expect(graph.view({ under: 'first', on: '2015-12-31' }).ruling('Inquired.name')).toMatchObject({
      permitted: false,
      reason: 'NOT_IN_FORCE',
    });
  });
});

describe('the matrix', () => {
  const matrix = compileMatrix(graph.policy);
  const ask = (purpose: string, secondHopOf: string | null, coordinate: string, date = '2026-01-01') =>
    matrixPermits(matrix, { purpose, secondHopOf, date, ordinance: true }, coordinate);

  test('opens to a grant of the hop what stands behind it, to one of either purpose nothing of it', () => {
    expect([ask('linked', 'first', 'Inquired.name'), ask('linked', 'first', 'Inquired.number')]).toEqual([true, true]);
    expect([ask('linked', null, 'Inquired.name'), ask('first', null, 'Inquired.name')]).toEqual([false, false]);
    expect([ask('linked', 'first', 'Found.name'), ask('first', null, 'Found.name')]).toEqual([false, true]);
    expect([ask('linked', 'greedy', 'Inquired.name'), ask('greedy', null, 'Inquired.name')]).toEqual([false, false]);
    expect([ask('linked', 'first', 'Inquiry.token'), ask('first', null, 'Inquiry.token')]).toEqual([true, true]);
  });

  test('knows the day on which the linked affair came into force', () => {
    expect(ask('linked', 'first', 'Inquired.name', '2015-12-31')).toBe(false);
  });
});

test('the proof derives the same, and an explanation names the linked affair', () => {
  expect(prove({ policy: graph.policy, schema: graph.schema }).faults).toEqual([]);
  const lines = (id: string) => {
    const purpose = catalogue.purpose(id);
    if (!purpose) throw new Error(`${id} is in the catalogue`);
    const facts = { ordinances: new Set<string>() };
    const date = parseLegalDate('2026-01-01');
    return explain({ policy: graph.policy, purpose, coordinate: 'Inquired.name', date, facts }).lines.join('\n');
  };
  expect(lines('first')).toMatch(
    /is open under first.*\nanswered behind the second hop, under linked.*Rests on 法outside/s,
  );
  expect(lines('greedy')).toMatch(/closed \(NO_SECOND_HOP\).*links none to greedy/s);
});
