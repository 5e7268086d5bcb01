import type { Decision } from '@juki/authorisation';
import { JukiError } from '@juki/errors';
import { type GraphQLSchema, isEnumType, isInputObjectType } from 'graphql';
import type { PlannedFetch } from '../dispatch/executable-plan.ts';
import type { Plan } from './planner.ts';

/** What one fetch may read, and on which provisions that rests: the content of its grant. */
export interface GuardedFetch {
  readonly coordinates: readonly string[];
  readonly provisions: readonly string[];
  /** Whether it is asked under the affair of the second hop. A fetch is asked under one purpose, never under two. */
  readonly secondHop: boolean;
}

/**
 * The second enforcement point: before the first fetch, every coordinate of every fetch, and whatever a representation
 * carries, is held against the decision again. A plan that reads more than was decided stops the request
 * (`PLAN_OUTSIDE_DECISION`), whatever the reason: a stale plan of another purpose, a planner's fault, a forgotten rule.
 */
export function guardPlan(
  supergraph: GraphQLSchema,
  decision: Decision,
  plan: Plan,
): ReadonlyMap<PlannedFetch, GuardedFetch> {
  const decided = new Set(decision.coordinates);
  const inputs = decision.coordinates.filter((coordinate) => isInput(supergraph, coordinate));
  return new Map(
    plan.reads.map(({ fetch, coordinates, required }) => {
      const guarded = new Set<string>();
      const sides = new Set<boolean>();
      const provisions = new Set<string>();
      for (const coordinate of [...coordinates, ...required]) {
        const ruling = decision.view.ruling(coordinate);
        const asked = decided.has(coordinate) || plan.required.has(coordinate) || isOfDecidedField(decided, coordinate);
        if (!ruling.permitted || !(asked || ruling.structural)) throw outside(fetch, coordinate);
        guarded.add(coordinate);
        if (!ruling.structural) sides.add(decision.view.isSecondHop(coordinate));
        if (sides.size > 1) throw outside(fetch, coordinate);
        for (const provision of ruling.provisions) provisions.add(provision);
      }
      const secondHop = sides.has(true);
      // Inputs were ruled under the stated purpose; behind the second hop the key comes sealed.
      if (!secondHop && (fetch.variables.length > 0 || fetch.operation.includes('('))) {
        for (const coordinate of inputs) guarded.add(coordinate);
      }
      return [fetch, { coordinates: [...guarded].sort(), provisions: [...provisions].sort(), secondHop }];
    }),
  );
}

/**
 * An argument by a variable that was not sent counts as not given, so the decision does not name it; the text of the fetch
 * still does. Its field was decided, and it is ruled here as everything is.
 */
function isOfDecidedField(decided: ReadonlySet<string>, coordinate: string): boolean {
  const [field, argument] = coordinate.split('(', 2);
  return argument !== undefined && field !== undefined && decided.has(field);
}

function isInput(supergraph: GraphQLSchema, coordinate: string): boolean {
  const type = supergraph.getType(coordinate.split('.', 1)[0] ?? '');
  return isInputObjectType(type) || isEnumType(type);
}

function outside(fetch: PlannedFetch, coordinate: string): JukiError {
  return new JukiError('PLAN_OUTSIDE_DECISION', 'The plan reads a coordinate outside the decision.', {
    details: { subgraph: fetch.subgraph, coordinate },
  });
}
