import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { GrantKey } from '@juki/grants/verify';
import type { GatewayKey } from './tier-environment.ts';

/** Makes the gateway's public keys able to verify: Ed25519 (RFC 8032), and no other algorithm. */
export function grantKeys(keys: readonly GatewayKey[]): readonly GrantKey[] {
  return keys.map(({ keyId, publicKey }) => {
    const key = ed25519(publicKey);
    return { keyId, verify: (data, signature) => verify(null, data, key, signature) };
  });
}

function ed25519(publicKey: Uint8Array): KeyObject {
  const x = Buffer.from(publicKey).toString('base64url');
  return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } });
}
