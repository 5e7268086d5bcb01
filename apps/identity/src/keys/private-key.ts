import { JukiError } from '@juki/errors';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';

/** A private key for ES256 as a JWK (RFC 7517), named by its thumbprint (RFC 7638). */
export interface PrivateKey {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly alg: 'ES256';
  readonly use: 'sig';
  readonly kid: string;
  readonly x: string;
  readonly y: string;
  readonly d: string;
}

/**
 * Makes a key. ES256 and not Ed25519: the library and its peers still disagree on the name of the latter's algorithm
 * (`EdDSA` or `Ed25519`), and every OIDC provider that a body may bring verifies and issues ES256.
 */
export async function generatePrivateKey(): Promise<PrivateKey> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  return parsePrivateKey({ ...jwk, alg: 'ES256', use: 'sig', kid: await calculateJwkThumbprint(jwk) });
}

/** Reads a key from a parsed file. The message names the fault, never the key. */
export function parsePrivateKey(value: unknown): PrivateKey {
  if (typeof value !== 'object' || value === null) throw unusable();
  const { kty, crv, alg, use, kid, x, y, d } = Object.fromEntries<unknown>(Object.entries(value));
  if (kty !== 'EC' || crv !== 'P-256' || alg !== 'ES256' || use !== 'sig') throw unusable();
  if (typeof kid !== 'string' || typeof x !== 'string' || typeof y !== 'string' || typeof d !== 'string') {
    throw unusable();
  }
  return { kty, crv, alg, use, kid, x, y, d };
}

/** The part of a key that may be published. */
export function publicPart(key: PrivateKey): Omit<PrivateKey, 'd'> {
  const { d: _secret, ...published } = key;
  return published;
}

function unusable(): JukiError {
  return new JukiError('CONFIGURATION_INVALID', 'A key file holds no ES256 private key. Delete it to make a new one.');
}
