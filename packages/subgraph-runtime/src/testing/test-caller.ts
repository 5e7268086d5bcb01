import { createTokenVerifier } from '@juki/access-tokens';
import { generateKeyPair, SignJWT } from 'jose';
import type { VerifyToken } from '../pipeline/attested.ts';

/** A caller with an access token of a provider that lives in the test, and the verifier that accepts it. */
export interface TestCaller {
  readonly authorization: string;
  readonly verifyToken: VerifyToken;
  /** Another token of the same provider, with other claims. */
  authorizationOf(claims: Readonly<Record<string, unknown>>): Promise<string>;
}

/** Claims of the officer of the tests, as an identity provider states them. */
export const officerClaims = {
  sub: 'osaka-education-officer',
  juki_agency: 'osaka-education',
  juki_role: 'officer',
  juki_section: 'grants',
  juki_terminal: 'T-17',
  juki_kind: 'operator',
  acr: 'urn:juki:acr:two-factor',
  amr: ['pwd', 'otp'],
} as const;

/** Makes the caller. `clock` in milliseconds since 1970, as everywhere. */
export async function createTestCaller(clock: () => number): Promise<TestCaller> {
  const issuer = 'https://login.example';
  const audience = 'urn:juki:gateway';
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const authorizationOf = async (claims: Readonly<Record<string, unknown>>) => {
    const now = Math.floor(clock() / 1000);
    const token = await new SignJWT({ ...officerClaims, ...claims })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(now)
      .setExpirationTime(now + 3600)
      .sign(privateKey);
    return `Bearer ${token}`;
  };
  return {
    authorization: await authorizationOf({}),
    verifyToken: createTokenVerifier({ issuer, audience, clock, keys: async () => publicKey }),
    authorizationOf,
  };
}
