import { findOperator, isLoginStrength, type LoginStrength, machines, type Operator } from '@juki/directory';
import { invariant } from '@juki/errors';
import type { AccessToken, ClientCredentials, KoaContextWithOIDC } from 'oidc-provider';
import { machineClaims, operatorClaims } from '../accounts/token-claims.ts';

/** The one place where a token gets its `juki_…` claims, whichever grant it comes from. */
export function extraClaims(ctx: KoaContextWithOIDC, token: AccessToken | ClientCredentials): Record<string, unknown> {
  if (token.kind === 'ClientCredentials') {
    const machine = machines.find(({ id }) => id === token.clientId);
    invariant(machine !== undefined, 'only machines hold the client credentials grant');
    return machineClaims(machine);
  }
  const operator = 'accountId' in token ? findOperator(token.accountId) : undefined;
  invariant(operator !== undefined, 'a token is made for an operator of the directory only');
  return operatorClaims(operator, strengthOf(ctx, operator));
}

/** The strength of the login behind the code, else the one that the development grant asked for, else the usual one. */
function strengthOf(ctx: KoaContextWithOIDC, operator: Operator): LoginStrength {
  const stated = ctx.oidc.entities.AuthorizationCode?.acr ?? ctx.oidc.params?.['acr'];
  return typeof stated === 'string' && isLoginStrength(stated) ? stated : operator.strengths[0];
}
