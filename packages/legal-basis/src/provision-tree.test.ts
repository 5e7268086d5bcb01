import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Provision, ProvisionId } from './provision.ts';
import { createProvisionTree } from './provision-tree.ts';

const id = (text: string) => text as ProvisionId;

function provision(name: string, parent: string | null): Provision {
  return {
    id: id(name),
    parent: parent === null ? null : id(parent),
    container: false,
    law: { id: 'act', ja: '法', cited: '法', en: 'Act', number: '' },
    summary: { ja: '', en: '' },
    kind: 'permission',
    binds: 'all',
    numbering: [],
    inForce: { from: null, to: null, uncertain: false },
    items: [],
    conditions: '',
    particulars: {},
    verification: 'verified',
    verificationNote: '',
    sources: [],
  };
}

/** Random forests: the parent of each provision is one made before it, or none. */
const forest = fc
  .array(fc.option(fc.nat({ max: 1000 })), { minLength: 1, maxLength: 30 })
  .map((choices) =>
    choices.map((choice, index) =>
      provision(`p-${index}`, choice === null || index === 0 ? null : `p-${choice % index}`),
    ),
  );

test('an article covers the paragraph inside it, and not the other way round', () => {
  const tree = createProvisionTree(
    new Map([provision('a', null), provision('a-1', 'a'), provision('a-1-1', 'a-1')].map((p) => [p.id, p])),
  );
  expect(tree.covers(id('a'), id('a-1-1'))).toBe(true);
  expect(tree.covers(id('a-1-1'), id('a'))).toBe(false);
  expect(tree.covers(id('a-1-1'), id('a-1-1'))).toBe(true);
});

test('a name that begins like another covers nothing of it', () => {
  const tree = createProvisionTree(new Map([provision('a', null), provision('a-1', null)].map((p) => [p.id, p])));
  expect(tree.covers(id('a'), id('a-1'))).toBe(false);
});

test('unknown ids and names of prototypes cover nothing, not even themselves', () => {
  const tree = createProvisionTree(new Map([provision('a', null)].map((p) => [p.id, p])));
  for (const name of ['b', '', '__proto__', 'constructor', 'toString']) {
    expect(tree.covers(id(name), id(name))).toBe(false);
    expect(tree.covers(id(name), id('a'))).toBe(false);
    expect(tree.covers(id('a'), id(name))).toBe(false);
  }
});

test('covering is a partial order, and it is exactly the order of the tree', () => {
  fc.assert(
    fc.property(forest, (provisions) => {
      const map = new Map(provisions.map((entry) => [entry.id, entry]));
      const { covers } = createProvisionTree(map);
      const contains = (outer: ProvisionId, inner: ProvisionId): boolean => {
        if (outer === inner) return true;
        const parent = map.get(inner)?.parent ?? null;
        return parent !== null && contains(outer, parent);
      };
      const ids = [...map.keys()];
      for (const a of ids) {
        expect(covers(a, a)).toBe(true);
        for (const b of ids) {
          expect(covers(a, b)).toBe(contains(a, b));
          if (a !== b) expect(covers(a, b) && covers(b, a)).toBe(false);
          for (const c of ids) if (covers(a, b) && covers(b, c)) expect(covers(a, c)).toBe(true);
        }
      }
    }),
    { numRuns: 60 },
  );
});
