import { operationFromDocument, type Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { PermittedDecision } from '@juki/authorisation';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { ExecutablePlan, PlannedFetch } from '../dispatch/executable-plan.ts';
import type { TypeMatcher } from '../dispatch/type-matcher.ts';
import { compilePlan } from './compile-plan.ts';
import { type FetchSchemas, fetchCoordinates, requiredCoordinates } from './fetch-coordinates.ts';

/** A plan, and what each of its fetches reads. */
export interface Plan extends ExecutablePlan {
  readonly reads: readonly FetchReads[];
  /** Coordinates that any representation of the plan carries. */
  readonly required: ReadonlySet<string>;
}

/** What one fetch reads of a subgraph, and what it tells that subgraph. */
export interface FetchReads {
  readonly fetch: PlannedFetch;
  readonly coordinates: ReadonlySet<string>;
  readonly required: ReadonlySet<string>;
}

/** Plans what a decision has left of an operation. */
export type Planner = (permitted: Pick<PermittedDecision, 'source' | 'document' | 'operation'>) => Plan;

/** What a planner is made of. */
export interface PlannerOptions {
  readonly supergraph: Supergraph;
  /** The whole supergraph for graphql-js, inaccessible elements included. */
  readonly schema: GraphQLSchema;
  readonly matches: TypeMatcher;
  /** How many plans are remembered; the one unused for longest is forgotten first. */
  readonly remember?: number;
}

/** Longer documents are planned anew each time: what callers make us remember must not grow with what they send. */
const longestRemembered = 20_000;

/**
 * `@apollo/query-planner` behind a cache. The key is the text that is planned, the filtered document, and nothing
 * else: a key taken from the caller's document would serve one purpose's plan to another (seen with
 * `@apollo/gateway`, whose key is the caller's query hash).
 */
export function createPlanner({ supergraph, schema, matches, remember = 2000 }: PlannerOptions): Planner {
  const queryPlanner = new QueryPlanner(supergraph);
  const apiSchema = supergraph.apiSchema();
  const subgraphs = new Map(
    [...supergraph.subgraphs()].map((subgraph) => [subgraph.name, subgraph.schema.toGraphQLJSSchema()]),
  );
  const plans = new Map<string, Plan>();

  return ({ source, document, operation }) => {
    const known = plans.get(source);
    if (known) plans.delete(source);
    const plan = known ?? build(document, operation.name?.value);
    if (source.length <= longestRemembered) plans.set(source, plan);
    const oldest = plans.size > remember ? plans.keys().next().value : undefined;
    if (oldest !== undefined) plans.delete(oldest);
    return plan;
  };

  function schemasOf({ subgraph }: PlannedFetch): FetchSchemas {
    return { supergraph: schema, subgraph: subgraphs.get(subgraph) ?? schema };
  }

  function build(document: DocumentNode, operationName: string | undefined): Plan {
    const operation = operationFromDocument(apiSchema, document, { operationName, validate: false });
    const executable = compilePlan(queryPlanner.buildQueryPlan(operation), matches);
    const reads = executable.fetches.map((fetch) => ({
      fetch,
      coordinates: fetchCoordinates(schemasOf(fetch), fetch.operation),
      required: requiredCoordinates(schema, fetch.requires),
    }));
    return { ...executable, reads, required: new Set(reads.flatMap(({ required }) => [...required])) };
  }
}
