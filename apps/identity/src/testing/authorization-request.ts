import { createHash } from 'node:crypto';
import { portalClient } from '@juki/directory';
import { portalOrigin } from './start-identity.ts';

/** The secret half of PKCE (RFC 7636); fixed, for it protects nothing here. */
export const codeVerifier = 'a-verifier-of-at-least-forty-three-characters-0';

/** Address at which the portal starts a login. A parameter given as `undefined` is left out. */
export function authorizationRequest(
  issuer: string,
  changes: Readonly<Record<string, string | undefined>> = {},
): string {
  const parameters: Record<string, string | undefined> = {
    client_id: portalClient,
    response_type: 'code',
    redirect_uri: `${portalOrigin}/callback`,
    scope: 'openid graph',
    state: 'a-state',
    nonce: 'a-nonce',
    code_challenge_method: 'S256',
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    ...changes,
  };
  const address = new URL(`${issuer}/authorize`);
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) address.searchParams.set(name, value);
  return address.href;
}
