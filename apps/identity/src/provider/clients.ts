import { cliClient, developmentOperatorGrant, machines, portalClient } from '@juki/directory';
import { invariant } from '@juki/errors';
import type { ClientMetadata } from 'oidc-provider';
import { type PrivateKey, publicPart } from '../keys/private-key.ts';

/**
 * All clients: the portal (public, code with PKCE), the command line (public, the development grant alone) and one per
 * tier machine (RFC 7523 private_key_jwt). Redirect addresses match exactly (RFC 9700 §2.1).
 */
export function clients(
  portalOrigins: readonly string[],
  machineKeys: ReadonlyMap<string, PrivateKey>,
): ClientMetadata[] {
  return [
    {
      client_id: portalClient,
      client_name: '住基グラフ ポータル / Juki portal',
      application_type: 'web',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code'],
      response_types: ['code'],
      redirect_uris: portalOrigins.flatMap((origin) => [`${origin}/callback`, `${origin}/`]),
      post_logout_redirect_uris: portalOrigins.map((origin) => `${origin}/`),
    },
    {
      client_id: cliClient,
      client_name: 'juki',
      token_endpoint_auth_method: 'none',
      grant_types: [developmentOperatorGrant],
      response_types: [],
      redirect_uris: [],
    },
    ...machines.map(({ id }) => machineClient(id, machineKeys.get(id))),
  ];
}

function machineClient(id: string, key: PrivateKey | undefined): ClientMetadata {
  invariant(key !== undefined, 'every machine has a key');
  return {
    client_id: id,
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'ES256',
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    jwks: { keys: [publicPart(key)] },
  };
}
