import { describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { createDecider } from './create-decider.ts';
import { testCatalogue } from './test-support/test-catalogue.ts';
import { testGraph } from './test-support/test-graph.ts';

const graph = testGraph(
  `type Query { find(key: Key @structural(reason: "x")): String @legalBasis(provisions: ["a"]) other: Int @legalBasis(provisions: ["b"]) }
   input Key { name: String @structural(reason: "x") order: Order @structural(reason: "x") }
   enum Order { UP @structural(reason: "x") DOWN @legalBasis(provisions: ["b"]) }`,
  testCatalogue({ provisions: { a: {}, b: {} }, purposes: { p: [{ provision: 'a' }], q: [{ provision: 'b' }] } }),
);
const p = graph.view({ under: 'p' });
const q = graph.view({ under: 'q' });
const document = parse('query ($key: Key, $yes: Boolean = true) { find(key: $key) @include(if: $yes) other }');

describe('a decider', () => {
  test('prepares a document once, and decides the same shape of variables once', () => {
    const decider = createDecider({ schema: graph.schema });
    const prepared = decider.prepare(document);
    expect(decider.prepare(document, null)).toBe(prepared);
    expect(prepared.decide(p, { key: { name: 'one' } })).toBe(prepared.decide(p, { key: { name: 'two' } }));
    expect(prepared.decide(p, {})).toBe(prepared.decide(p, {}));
  });
  test('tells apart what bears on the decision', () => {
    const prepared = createDecider({ schema: graph.schema }).prepare(document);
    const shapes = [
      {},
      { key: null },
      { key: { order: 'UP' } },
      { key: { order: 'DOWN' } },
      { yes: false },
      { key: {}, yes: false },
    ];
    const decisions = new Set(shapes.map((variables) => prepared.decide(p, variables)));
    expect(decisions.size).toBe(shapes.length);
    expect(prepared.decide(p, { key: { order: 'DOWN' } }).withheld.map((it) => it.coordinate)).toEqual([
      'Order.DOWN',
      'Query.other',
    ]);
    expect(prepared.decide(p, {}, 'refuse').verdict).toBe('refused');
    expect(prepared.decide(p, {}).verdict).toBe('filtered');
  });
  test('never gives one purpose the decision of another, over one document, a thousand times', () => {
    const prepared = createDecider({ schema: graph.schema }).prepare(document);
    for (let turn = 0; turn < 1000; turn += 1) {
      const view = turn % 2 === 0 ? p : q;
      const decision = prepared.decide(view, {});
      expect(decision.view).toBe(view);
      expect('source' in decision && decision.source.includes('other')).toBe(view === q);
    }
  });
  test('forgets what was used longest ago, and still decides alike', () => {
    const prepared = createDecider({ schema: graph.schema, remembered: 1 }).prepare(document);
    const first = prepared.decide(p, {});
    prepared.decide(q, {});
    expect(prepared.decide(p, {})).not.toBe(first);
    expect(prepared.decide(p, {})).toMatchObject({ verdict: first.verdict, coordinates: first.coordinates });
  });
  test('gives the same view for the same question, and another for another body, day or purpose', () => {
    expect(graph.view({ under: 'p', ordinances: ['q'] })).toBe(p);
    expect(graph.view({ under: 'p', ordinances: ['p'] })).not.toBe(p);
    expect(graph.view({ under: 'p', on: '2026-01-02' })).not.toBe(p);
  });
});
