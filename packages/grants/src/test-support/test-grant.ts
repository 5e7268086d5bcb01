import { generateKeyPairSync, sign, verify } from 'node:crypto';
import type { Grant } from '../grant.ts';
import { createGrantIssuer } from '../issue.ts';
import type { GrantContext, GrantKey } from '../verify.ts';

/** The instant of the tests. */
export const now = 1_790_000_000;

/** A grant with every field filled, so that each can be tampered with. */
export const grant: Grant = {
  version: 1,
  id: 'q3ZJp0v1T2y8mXw5uRk7aA',
  audience: 'prefectural',
  issuedAt: now,
  expiresAt: now + 15,
  bodyHash: 'body-hash',
  tokenHash: 'token-hash',
  actor: {
    operator: 'osaka-education-officer',
    agency: 'osaka-education',
    tier: 'prefecture',
    role: 'officer',
    section: 'school-attendance',
    terminal: 'terminal-7',
    acr: 'urn:juki:acr:two-factor',
    amr: ['pwd', 'otp'],
    kind: 'operator',
  },
  purpose: 'juki-b6-2',
  secondHopOf: null,
  provisions: ['juki-30-15-2-1'],
  coordinates: ['PrefecturalRecord.name'],
  scope: { reach: 'own-prefecture', prefecture: '27' },
  ordinances: [],
  case: 'R8-0001',
  snapshot: 'snapshot-hash',
  date: '2026-09-21',
  decidedAt: now * 1000,
  request: '01936f00-0000-7000-8000-000000000001',
};

/** What the subgraph knows, such that {@link grant} is accepted. */
export const context: GrantContext = {
  audience: grant.audience,
  bodyHash: grant.bodyHash,
  tokenHash: grant.tokenHash,
  snapshot: grant.snapshot,
  nowSeconds: now,
};

/** A gateway's key: what signs, what verifies, and the issuer over it. */
export function createTestKey(keyId: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const signer = { keyId, sign: (data: Uint8Array) => sign(null, data, privateKey) };
  const key: GrantKey = { keyId, verify: (data, signature) => verify(null, data, publicKey, signature) };
  return {
    key,
    issue: createGrantIssuer(signer),
    /** Signs any two parts, as who has stolen the key could. */
    seal: (header: string, payload: string) =>
      `${header}.${payload}.${signer.sign(Buffer.from(`${header}.${payload}`)).toString('base64url')}`,
  };
}
