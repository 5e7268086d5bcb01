import { JukiError } from '@juki/errors';
import type { Planned } from '../plan/plan.ts';
import type { Intended } from '../record/record-intent.ts';
import { type GrantTools, grantFetch } from './grant-fetch.ts';
import type { PlanExecutor, PlanOutcome, SendFetch } from './plan-executor.ts';
import { readReply, unavailable } from './read-reply.ts';
import type { SubgraphTransport } from './subgraph-transport.ts';

/** A request that the subgraphs have answered. Only {@link createDispatch} makes one. */
class DispatchedRequest {
  protected readonly stage = 'dispatched';
  readonly intended: Intended;
  readonly outcome: PlanOutcome;

  constructor(intended: Intended, outcome: PlanOutcome) {
    this.intended = intended;
    this.outcome = outcome;
  }
}
export type Dispatched = DispatchedRequest;

/** What the stage is made of. */
export interface DispatchOptions {
  readonly execute: PlanExecutor;
  readonly transport: SubgraphTransport;
  readonly grants: GrantTools;
  readonly onUnavailable: (fault: {
    readonly subgraph: string;
    readonly request: string;
    readonly cause: unknown;
  }) => void;
}

/**
 * Sixth stage: ask the subgraphs, each fetch with its own grant and the caller's own token. It takes an intended *and* a
 * planned request: neither a recorded wish without a guarded plan nor a plan without its record can be dispatched. A
 * tier that is down is an answer with an error, and the other tiers' answers stand.
 */
export function createDispatch({ execute, transport, grants, onUnavailable }: DispatchOptions) {
  return async function dispatch(intended: Intended, planned: Planned): Promise<Dispatched> {
    const { authorised, plan, guarded } = planned;
    const { bound, asked } = authorised;
    const { request } = bound.identified;

    const send: SendFetch = async (fetch, body) => {
      const allowed = guarded.get(fetch);
      if (!allowed) throw new JukiError('PLAN_OUTSIDE_DECISION', 'A fetch was not guarded.');
      const headers = {
        'content-type': 'application/json',
        authorization: bound.identified.authorization,
        'juki-grant': grantFetch(grants, bound, fetch.subgraph, allowed, body),
        ...(request.trace === null ? {} : { traceparent: request.trace.parent }),
      };
      try {
        return readReply(fetch.subgraph, await transport.post({ subgraph: fetch.subgraph, body, headers }), request.id);
      } catch (cause) {
        onUnavailable({ subgraph: fetch.subgraph, request: request.id, cause });
        return unavailable(fetch.subgraph, request.id);
      }
    };

    const outcome = await execute(plan, { variables: asked.variables, coerced: asked.coerced, send });
    return new DispatchedRequest(intended, outcome);
  };
}
