import { gatewayAudience } from '@juki/directory';
import type { Grant, KoaContextWithOIDC } from 'oidc-provider';
import { graphScope } from './audience.ts';

/**
 * Consent is not asked: the portal belongs to the same system, and the law, not the operator's consent, says what it
 * may read. A grant is made for whoever has just logged in.
 */
export async function grantOwnClient(ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
  const { client, session, provider } = ctx.oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const known = session.grantIdFor(client.clientId);
  const existing = known === undefined ? undefined : await provider.Grant.find(known);
  if (existing?.accountId === session.accountId) return existing;

  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid');
  grant.addOIDCClaims(['name', 'name#ja', 'juki_kind', 'juki_agency', 'juki_role']);
  grant.addResourceScope(gatewayAudience, graphScope);
  await grant.save();
  return grant;
}
