import { JukiError } from '@juki/errors';
import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';

/**
 * Finds the issuer's signing keys by OpenID Connect Discovery 1.0 §4, on first use and again until it succeeds. Key
 * rotation is followed by asking again for an unknown key id, at most every `cooldownMs`, so that a flood of invented
 * key ids does not become a flood on the provider.
 */
export function createIssuerKeys(issuer: string, { timeoutMs = 3000, cooldownMs = 10_000 } = {}): JWTVerifyGetKey {
  let discovered: Promise<JWTVerifyGetKey> | undefined;

  async function discover(): Promise<JWTVerifyGetKey> {
    const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const response = await fetch(address, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
    const metadata: unknown = await response.json();
    const jwksUri = keysAddress(metadata, issuer);
    return createRemoteJWKSet(new URL(jwksUri), { timeoutDuration: timeoutMs, cooldownDuration: cooldownMs });
  }

  return async (header, token) => {
    discovered ??= discover().catch((cause: unknown) => {
      discovered = undefined;
      throw new JukiError('IDENTITY_UNAVAILABLE', 'The identity provider cannot be reached. Try again.', { cause });
    });
    return (await discovered)(header, token);
  };
}

function keysAddress(metadata: unknown, issuer: string): string {
  if (typeof metadata !== 'object' || metadata === null) throw new TypeError('discovery answered no object');
  const { issuer: stated, jwks_uri: address } = Object.fromEntries(Object.entries(metadata));
  if (stated !== issuer) throw new TypeError('discovery names another issuer');
  if (typeof address !== 'string') throw new TypeError('discovery names no jwks_uri');
  return address;
}
