import { createHash } from 'node:crypto';
import { JukiError } from '@juki/errors';
import { errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { AccessToken } from './access-token.ts';
import { parseClaims } from './parse-claims.ts';

/** What a verifier of access tokens needs. */
export interface TokenVerifierOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** How many verified tokens are remembered; the oldest is forgotten first. */
  readonly remember?: number;
}

/** Asymmetric only: with no shared secret there is nothing to confuse a public key with (RFC 8725 §3.1). */
const algorithms = ['ES256', 'EdDSA', 'Ed25519', 'PS256', 'RS256'];
const clockSkewSeconds = 5;
const longestToken = 16 * 1024;
/** No answer in time, an answer that is no success or no JSON (which the library calls generic), or no set of keys. */
const faultsOfTheProvider = new Set([errors.JWKSTimeout.code, errors.JOSEError.code, errors.JWKSInvalid.code]);

/**
 * Verifies the header `Authorization: Bearer` (RFC 6750, RFC 9068): signature, issuer, audience, type, times with five
 * seconds of clock skew. A token is verified once and its signature remembered until it expires; whether the right
 * behind it still stands is asked elsewhere, at every request.
 * Errors: `UNAUTHENTICATED`, `IDENTITY_UNAVAILABLE`.
 */
export function createTokenVerifier(options: TokenVerifierOptions) {
  const { issuer, audience, keys, clock, remember = 10_000 } = options;
  const verified = new Map<string, AccessToken>();

  return function verifyToken(authorization: string | undefined): AccessToken | Promise<AccessToken> {
    const compact = bearer(authorization);
    const known = verified.get(compact);
    if (known && clock() / 1000 < known.expiresAt + clockSkewSeconds) return known;
    verified.delete(compact);
    return verify(compact);
  };

  async function verify(compact: string): Promise<AccessToken> {
    const currentDate = new Date(clock());
    const { payload } = await jwtVerify(compact, keys, {
      issuer,
      audience,
      algorithms,
      typ: 'at+jwt',
      clockTolerance: clockSkewSeconds,
      currentDate,
      requiredClaims: ['exp', 'iat', 'sub'],
    }).catch((cause: unknown) => {
      throw refusal(cause);
    });
    const token = parseClaims(payload, createHash('sha256').update(compact).digest('base64url'));
    const oldest = verified.size >= remember ? verified.keys().next().value : undefined;
    if (oldest !== undefined) verified.delete(oldest);
    verified.set(compact, token);
    return token;
  }
}

function bearer(authorization: string | undefined): string {
  const compact = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
  if (compact === undefined || compact.length > longestToken) {
    throw new JukiError('UNAUTHENTICATED', 'Send the header Authorization: Bearer with one access token.');
  }
  return compact;
}

function refusal(cause: unknown): JukiError {
  if (cause instanceof JukiError) return cause;
  if (cause instanceof errors.JWTExpired) {
    return new JukiError('UNAUTHENTICATED', 'The access token has expired. Ask for a new one.', { cause });
  }
  if (cause instanceof errors.JOSEError && !faultsOfTheProvider.has(cause.code)) {
    return new JukiError('UNAUTHENTICATED', 'The access token is not one that this service accepts.', { cause });
  }
  return new JukiError('IDENTITY_UNAVAILABLE', 'The identity provider cannot be reached. Try again.', { cause });
}
