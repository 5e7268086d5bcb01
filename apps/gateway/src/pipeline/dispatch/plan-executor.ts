import type { ExecutablePlan, PlannedFetch } from './executable-plan.ts';
import type { PlainObject } from './plain-data.ts';

/** What a subgraph answered to one fetch. */
export interface SubgraphAnswer {
  readonly data: PlainObject | null;
  readonly errors: readonly SubgraphError[];
  /** Commitments of the outcomes that the subgraph recorded before it answered: `body:commitment`. */
  readonly receipts: readonly string[];
}

/** An error as a client may see it. `path` is relative to the fetch. */
export interface SubgraphError {
  readonly message: string;
  readonly path: readonly (string | number)[] | undefined;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** Sends the body of one fetch, with its grant. It answers always: a tier that is down is an answer with an error. */
export type SendFetch = (fetch: PlannedFetch, body: string) => Promise<SubgraphAnswer>;

/** What a plan brought together, before it takes the caller's shape. Error paths are of the whole response. */
export interface PlanOutcome {
  readonly data: PlainObject;
  readonly errors: readonly SubgraphError[];
  readonly receipts: readonly string[];
}

/** What a plan is executed for. */
export interface PlanRequest {
  /** Variables as the caller sent them; the defaults travel in the operations. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Coerced values of the boolean variables on which a condition of the plan may depend. */
  readonly coerced: Readonly<Record<string, unknown>>;
  readonly send: SendFetch;
}

/**
 * The seam between pipeline and execution: anything that can carry out a query plan. Ours stands in `execute-plan.ts`;
 * the one that ships with `@apollo/gateway` serves the tests as the yardstick.
 */
export type PlanExecutor = (plan: ExecutablePlan, request: PlanRequest) => Promise<PlanOutcome>;
