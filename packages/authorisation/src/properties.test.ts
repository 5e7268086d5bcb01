import { describe, expect, test } from '@jest/globals';
import { matrixPermits } from '@juki/schema-directives';
import fc from 'fast-check';
import { type DirectiveNode, type DocumentNode, Kind, type SelectionNode, visit } from 'graphql';
import { contractSchema } from './contract/contract-schema.ts';
import { createDecider } from './create-decider.ts';
import { decide } from './decide.ts';
import type { Decision } from './decision.ts';
import { compileMatrix } from './proof/compile-matrix.ts';
import { type Asked, roomyLimits as limits, randomlyAsked, randomWorld } from './test-support/randomly-asked.ts';
import { testCatalogue } from './test-support/test-catalogue.ts';
import { testGraph } from './test-support/test-graph.ts';

// Shrinking a whole world takes longer than reading the one that failed.
const settings = { numRuns: 150, endOnFailure: true };

describe('for every schema, catalogue, day and query', () => {
  test('aliases, fragments, order and @include(if: true) change no decision', () => {
    fc.assert(
      fc.property(randomlyAsked, (it) => {
        const { schema, document, variables, view } = it;
        const disguised = disguise(document, it);
        const one = decide({ schema, document, variables, limits, view: view('first') });
        const other = decide({ schema, document: disguised, variables, limits, view: view('first') });
        expect(account(other)).toEqual(account(one));
      }),
      settings,
    );
  });

  test('deciding what was decided changes nothing', () => {
    fc.assert(
      fc.property(randomlyAsked, ({ schema, document, variables, view }) => {
        const once = decide({ schema, document, variables, limits, view: view('first') });
        if (once.verdict === 'refused') return;
        const twice = decide({ schema, document: once.document, variables, limits, view: view('first') });
        expect(twice).toMatchObject({ verdict: 'unchanged', withheld: [], coordinates: once.coordinates });
      }),
      settings,
    );
  });

  test('purposes interleaved over one cached document never mix', () => {
    fc.assert(
      fc.property(randomlyAsked, ({ schema, document, variables, view }) => {
        const prepared = createDecider({ schema, limits, remembered: 1 }).prepare(document);
        const roomy = createDecider({ schema, limits }).prepare(document);
        for (const under of ['first', 'second', 'first', 'second']) {
          const fresh = decide({ schema, document, variables, limits, view: view(under) });
          expect(account(prepared.decide(view(under), variables))).toEqual(account(fresh));
          expect(account(roomy.decide(view(under), variables))).toEqual(account(fresh));
          expect(roomy.decide(view(under), variables)).toBe(roomy.decide(view(under), { ...variables }));
        }
      }),
      { ...settings, numRuns: 50 },
    );
  });

  test('the matrix opens what the view opens, day by day', () => {
    fc.assert(
      fc.property(randomWorld, ({ sdl, catalogue, on, ordinance }) => {
        const { policy, view } = testGraph(sdl, testCatalogue(catalogue));
        const matrix = compileMatrix(policy);
        const held = view({ under: 'first', on, ordinances: ordinance ? ['first'] : [] });
        for (const coordinate of policy.ruleBook.coordinates) {
          const permitted = matrixPermits(
            matrix,
            { purpose: 'first', date: on, ordinance, secondHopOf: null },
            coordinate,
          );
          expect([coordinate, permitted]).toEqual([coordinate, held.ruling(coordinate).permitted]);
        }
      }),
      { ...settings, numRuns: 50 },
    );
  });

  test('the contract schema is valid and shows nothing that is closed', () => {
    fc.assert(
      fc.property(randomWorld, ({ sdl, catalogue, on }) => {
        const { policy, schema, view } = testGraph(sdl, testCatalogue(catalogue));
        const held = view({ under: 'first', on });
        const contract = contractSchema(schema, held);
        for (const type of Object.values(contract.getTypeMap())) {
          if (type.name.startsWith('__') || !('getFields' in type)) continue;
          for (const name of Object.keys(type.getFields())) {
            const coordinate = `${type.name}.${name}`;
            if (coordinate !== 'Query.nothing')
              expect([coordinate, held.ruling(coordinate).permitted]).toEqual([coordinate, true]);
          }
        }
        expect(policy.ruleBook.coordinates.length).toBeGreaterThan(0);
      }),
      { ...settings, numRuns: 50 },
    );
  });
});

function account({ verdict, coordinates, provisions, withheld }: Decision) {
  return { verdict, coordinates, provisions, withheld };
}

/** The same question in other words. */
function disguise(document: DocumentNode, { g }: Asked): DocumentNode {
  return visit(document, {
    Field: {
      leave(node) {
        if (node.name.value === '__typename') return undefined;
        const alias = { kind: Kind.NAME, value: `z${node.alias?.value ?? node.name.value}` } as const;
        return { ...node, alias };
      },
    },
    SelectionSet: { leave: (node) => ({ ...node, selections: shuffled(node.selections).map(wrapped) }) },
  });

  function shuffled(nodes: readonly SelectionNode[]): SelectionNode[] {
    const drawn = nodes.map((node) => ({ node, at: g(fc.nat) }));
    return drawn.sort((one, other) => one.at - other.at).map(({ node }) => node);
  }

  function wrapped(node: SelectionNode): SelectionNode {
    if (g(fc.boolean)) return node;
    return {
      kind: Kind.INLINE_FRAGMENT,
      directives: [include],
      selectionSet: { kind: Kind.SELECTION_SET, selections: [node] },
    };
  }
}

const include: DirectiveNode = {
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: 'include' },
  arguments: [
    { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'if' }, value: { kind: Kind.BOOLEAN, value: true } },
  ],
};
