import { createHash } from 'node:crypto';
import { JukiError } from '@juki/errors';
import type { Grant } from '@juki/grants';
import type { GuardedFetch } from '../plan/guard-plan.ts';
import type { PurposeBound } from '../purpose/bind-purpose.ts';

/** What makes grants: the issuer of `@juki/grants/issue`, and the sources of time and chance. */
export interface GrantTools {
  readonly issue: (grant: Grant) => string;
  /** 128 random bits, base64url. */
  readonly grantId: () => string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** Seconds: a fetch and its retries of the log, no more. */
const lifetime = 15;

/** The grant for one fetch of a request: bound to tier, body, caller, purpose, scope and snapshot. */
export function grantFetch(
  tools: GrantTools,
  bound: PurposeBound,
  audience: string,
  guarded: GuardedFetch,
  body: string,
): string {
  const { identified, view } = bound;
  // What stands behind the second hop is asked under the linked affair, with that one's scope.
  const hop = guarded.secondHop ? bound.secondHop : null;
  if (guarded.secondHop && !hop)
    throw new JukiError('PLAN_OUTSIDE_DECISION', 'A fetch goes behind a second hop that is none.');
  const { purpose, scope, ordinances } = hop ?? {
    purpose: view.purpose.id,
    scope: bound.scope,
    ordinances: bound.ordinances,
  };
  const now = tools.clock();
  const issuedAt = Math.floor(now / 1000);
  return tools.issue({
    version: 1,
    id: tools.grantId(),
    audience,
    issuedAt,
    expiresAt: issuedAt + lifetime,
    bodyHash: createHash('sha256').update(body).digest('base64url'),
    tokenHash: identified.token.hash,
    actor: identified.actor,
    purpose,
    secondHopOf: hop ? view.purpose.id : null,
    provisions: guarded.provisions,
    coordinates: guarded.coordinates,
    scope,
    ordinances,
    case: bound.case,
    snapshot: view.snapshot,
    date: view.date,
    decidedAt: identified.request.receivedAt,
    request: identified.request.id,
  });
}
