import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cedarOracle } from './test-support/cedar-oracle.ts';
import { randomCatalogue, randomDay, randomSdl } from './test-support/random-world.ts';
import { testCatalogue } from './test-support/test-catalogue.ts';
import { testGraph } from './test-support/test-graph.ts';

test('the Cedar engine rules every coordinate as we do, on random schemas, catalogues and days', () => {
  const seen = { open: 0, closed: 0 };
  fc.assert(
    fc.property(randomSdl, randomCatalogue, randomDay, fc.boolean(), (sdl, catalogue, on, ordinance) => {
      const { policy, view } = testGraph(sdl, testCatalogue(catalogue));
      const permits = cedarOracle({ ruleBook: policy.ruleBook, catalogue, purpose: 'first', on, ordinance });
      const held = view({ under: 'first', on, ordinances: ordinance ? ['first'] : [] });
      for (const coordinate of policy.ruleBook.coordinates) {
        const implementations = policy.ruleBook.implementations(coordinate);
        const answered = implementations.length === 0 || implementations.some(permits);
        const expected = permits(coordinate) && answered;
        expect([coordinate, held.ruling(coordinate).permitted]).toEqual([coordinate, expected]);
        seen[expected ? 'open' : 'closed'] += 1;
      }
    }),
    { numRuns: 40, endOnFailure: true },
  );
  expect(Math.min(seen.open, seen.closed)).toBeGreaterThan(100);
});
