import { developmentOperatorGrant, findOperator, isLoginStrength, type Operator } from '@juki/directory';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { gatewayAsResource, graphScope, personLifetime } from './audience.ts';
import type { Library } from './load-library.ts';

/** Parameters of the grant beside the client's own: who, optionally how strongly logged in, and for how many seconds. */
export const developmentOperatorParameters = ['operator', 'acr', 'lifetime'];

/**
 * The grant type `urn:juki:grant-type:development-operator` (RFC 6749 §4.5): anybody gets the token of any operator. It
 * exists because this provider refuses to start in the service profile, and knows only invented people.
 * `acr` is limited to what the operator's entry allows, `lifetime` to the usual fifteen minutes.
 */
export function createDevelopmentOperatorGrant(library: Library) {
  const refusal = (description: string) => new library.errors.CustomOIDCProviderError('invalid_grant', description);

  return async function answer(ctx: KoaContextWithOIDC): Promise<void> {
    const { client, params, provider } = ctx.oidc;
    if (client === undefined || params === undefined) throw new library.errors.InvalidClient();
    const id = params['operator'];
    const operator = typeof id === 'string' ? findOperator(id) : undefined;
    if (operator === undefined) throw refusal('no operator of that id; the README lists them');
    refuseStrength(operator, params['acr'], refusal);
    const expiresIn = lifetime(params['lifetime'], refusal);

    const token = new provider.AccessToken({
      accountId: operator.id,
      client,
      // A JWT is not stored, so no stored grant stands behind it.
      grantId: developmentOperatorGrant,
      gty: developmentOperatorGrant,
      scope: graphScope,
      resourceServer: gatewayAsResource(personLifetime),
      expiresIn,
    });
    ctx.oidc.entity('AccessToken', token);
    const compact = await token.save();
    ctx.body = { access_token: compact, token_type: 'Bearer', expires_in: expiresIn, scope: graphScope };
  };
}

function refuseStrength(operator: Operator, acr: unknown, refusal: (description: string) => Error): void {
  if (acr === undefined) return;
  if (typeof acr === 'string' && isLoginStrength(acr) && operator.strengths.includes(acr)) return;
  throw refusal(`acr must be one of ${operator.strengths.join(', ')} for this operator`);
}

function lifetime(asked: unknown, refusal: (description: string) => Error): number {
  if (asked === undefined) return personLifetime;
  const seconds = typeof asked === 'string' && /^\d{1,3}$/.test(asked) ? Number(asked) : 0;
  if (seconds < 1 || seconds > personLifetime) throw refusal(`lifetime must be 1 to ${personLifetime} seconds`);
  return seconds;
}
