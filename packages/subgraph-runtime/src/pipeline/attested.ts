import type { AccessToken } from '@juki/access-tokens';
import { JukiError } from '@juki/errors';
import type { Actor, Scope } from '@juki/grants';
import type { Granted } from './granted.ts';

const attested: unique symbol = Symbol('attested');

/** A granted request whose actor the identity provider vouches for: the gateway cannot invent an officer. */
export interface Attested extends Granted {
  readonly [attested]: true;
}

/** Verifies `Authorization: Bearer` as the gateway did; see `@juki/access-tokens`. */
export type VerifyToken = (authorization: string | undefined) => AccessToken | Promise<AccessToken>;

/**
 * Verifies the caller's own access token again and holds the grant's actor against it: a stolen gateway key without an
 * officer's token opens nothing, and an officer's token opens nothing in another's name.
 * Errors: `UNAUTHENTICATED`, `IDENTITY_UNAVAILABLE`, `GRANT_INVALID`.
 */
export async function attestCaller(verifyToken: VerifyToken, request: Granted): Promise<Attested> {
  const token = await verifyToken(request.unverifiedAuthorization);
  const { actor, scope } = request.grant;
  if (!isActor(token, actor) || !ownsCertificate(token, scope)) {
    throw new JukiError('GRANT_INVALID', 'The grant is not accepted: it names another caller than the access token.');
  }
  return { ...request, [attested]: true };
}

function isActor(token: AccessToken, actor: Actor): boolean {
  return (
    token.operator === actor.operator &&
    token.agency === actor.agency &&
    token.role === actor.role &&
    token.section === actor.section &&
    token.terminal === actor.terminal &&
    token.kind === actor.kind &&
    token.acr === actor.acr &&
    token.amr.length === actor.amr.length &&
    token.amr.every((method, index) => method === actor.amr[index])
  );
}

/** 住民基本台帳法30条の32: one's own record only, found by the certificate of the login. */
function ownsCertificate(token: AccessToken, scope: Scope): boolean {
  return scope.reach !== 'self' || scope.certificate === token.certificate;
}
