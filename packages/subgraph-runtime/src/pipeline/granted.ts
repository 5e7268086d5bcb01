import type { Grant } from '@juki/grants';
import type { GrantContext } from '@juki/grants/verify';
import type { Received } from './received.ts';

const granted: unique symbol = Symbol('granted');

/** A request that carries a grant of the gateway for this tier, this body and this token, not expired. */
export interface Granted extends Received {
  readonly [granted]: true;
  readonly grant: Grant;
}

/** What the stage needs: the verifier of `@juki/grants/verify` and what this tier knows by itself. */
export interface GrantStage {
  readonly verifyGrant: (unverifiedGrant: string | undefined, context: GrantContext) => Grant;
  readonly audience: string;
  readonly snapshot: string;
  readonly clock: () => number;
}

/** Verifies the grant. Errors: `GRANT_MISSING`, `GRANT_INVALID`, `SNAPSHOT_MISMATCH`. */
export function verifyGrant(stage: GrantStage, request: Received): Granted {
  const { audience, snapshot, clock } = stage;
  const { bodyHash, tokenHash } = request;
  const nowSeconds = Math.floor(clock() / 1000);
  const context = { audience, snapshot, bodyHash, tokenHash, nowSeconds };
  return { ...request, [granted]: true, grant: stage.verifyGrant(request.unverifiedGrant, context) };
}
