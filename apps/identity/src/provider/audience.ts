import { gatewayAudience } from '@juki/directory';
import type { ResourceServer } from 'oidc-provider';

/** The one scope of the gateway. Rights come from the purpose and the ledger, never from a scope. */
export const graphScope = 'graph';

/** Seconds that a person's access token lives. */
export const personLifetime = 15 * 60;

/** Seconds that a machine's access token lives. */
export const machineLifetime = 5 * 60;

/** How tokens for the gateway look: JWTs by RFC 9068 (`typ: at+jwt`), signed with ES256. */
export function gatewayAsResource(lifetime: number): ResourceServer {
  return {
    audience: gatewayAudience,
    scope: graphScope,
    accessTokenFormat: 'jwt',
    accessTokenTTL: lifetime,
    jwt: { sign: { alg: 'ES256' } },
  };
}
