import type { GraphQLSchema } from 'graphql';
import type { Authorised, Permitted } from '../authorise/authorise.ts';
import type { PlannedFetch } from '../dispatch/executable-plan.ts';
import { type GuardedFetch, guardPlan } from './guard-plan.ts';
import type { Plan, Planner } from './planner.ts';

/** A request with a guarded plan. Only {@link createPlanStage} makes one. */
class PlannedRequest {
  protected readonly stage = 'planned';
  readonly authorised: Authorised;
  readonly plan: Plan;
  readonly guarded: ReadonlyMap<PlannedFetch, GuardedFetch>;

  constructor(authorised: Authorised, { plan, guarded }: GuardedPlan) {
    this.authorised = authorised;
    this.plan = plan;
    this.guarded = guarded;
  }
}
export type Planned = PlannedRequest;

interface GuardedPlan {
  readonly plan: Plan;
  readonly guarded: ReadonlyMap<PlannedFetch, GuardedFetch>;
}

/**
 * Fifth stage: plan the filtered document and hold the plan against the decision. A decision is one object for one
 * purpose, day and set of facts, so what is remembered by it cannot serve another. `PLAN_OUTSIDE_DECISION`.
 */
export function createPlanStage(planner: Planner, supergraph: GraphQLSchema) {
  const known = new WeakMap<Permitted, GuardedPlan>();

  return function plan(authorised: Authorised): Planned {
    const { decision } = authorised;
    let guardedPlan = known.get(decision);
    if (!guardedPlan) {
      const made = planner(decision);
      guardedPlan = { plan: made, guarded: guardPlan(supergraph, decision, made) };
      known.set(decision, guardedPlan);
    }
    return new PlannedRequest(authorised, guardedPlan);
  };
}
