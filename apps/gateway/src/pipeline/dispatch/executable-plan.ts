import type { FetchDataRewrite, QueryPlanSelectionNode } from '@apollo/query-planner';
import type { Representation } from './compile-representation.ts';

/** A query plan in the form that is executed: everything that does not change from request to request is worked out. */
export type Step =
  | { readonly kind: 'sequence'; readonly steps: readonly Step[] }
  | { readonly kind: 'parallel'; readonly steps: readonly Step[] }
  | {
      readonly kind: 'condition';
      readonly variable: string;
      readonly then: Step | null;
      readonly otherwise: Step | null;
    }
  | { readonly kind: 'fetch'; readonly fetch: PlannedFetch };

/** One fetch of a plan. */
export interface PlannedFetch {
  readonly subgraph: string;
  /** Text of the operation as it goes over the wire. */
  readonly operation: string;
  readonly operationName: string | undefined;
  /** `{"query":…,"variables":`: the body up to its variables. */
  readonly bodyPrefix: string;
  readonly variables: readonly string[];
  /** Where the entities stand in the data fetched so far. */
  readonly path: readonly string[];
  /** What the planner says that the subgraph needs to know of each entity, and the reader compiled from it; `null` for a fetch from the root. */
  readonly requires: readonly QueryPlanSelectionNode[];
  readonly representation: Representation | null;
  readonly inputRewrites: readonly FetchDataRewrite[] | undefined;
  readonly outputRewrites: readonly FetchDataRewrite[] | undefined;
}

/** `root` is `null` where nothing needs to be fetched. */
export interface ExecutablePlan {
  readonly root: Step | null;
  readonly fetches: readonly PlannedFetch[];
}
