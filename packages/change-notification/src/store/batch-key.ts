import { createPublicKey, verify } from 'node:crypto';
import type { BatchKey } from '../exchange/sign-batch.ts';

/** A sender's public key, able to verify: Ed25519 (RFC 8032), and no other algorithm. */
export function batchKey({ keyId, publicKey }: { readonly keyId: string; readonly publicKey: Uint8Array }): BatchKey {
  const x = Buffer.from(publicKey).toString('base64url');
  const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } });
  return { keyId, verify: (data, signature) => verify(null, data, key, signature) };
}
