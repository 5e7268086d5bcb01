import { createHash, createPublicKey, type KeyObject, randomFillSync, verify } from 'node:crypto';
import type { Sha256, VerifySignature } from '../hashing.ts';

/** SHA-256 of Node.js, for the writer, the sequencer and the verifier. */
export const nodeSha256: Sha256 = (data) => createHash('sha256').update(data).digest();

/** Ed25519 verification of Node.js (RFC 8032). */
export const nodeVerifySignature: VerifySignature = (publicKey, data, signature) =>
  publicKey.length === 32 && verify(null, data, keyOf(publicKey), signature);

/** Random bytes of Node.js, drawn in blocks: one system call serves hundreds of salts. */
export function createNodeRandom(): (length: number) => Uint8Array {
  const block = new Uint8Array(8192);
  let used = block.length;
  return (length) => {
    if (used + length > block.length) {
      randomFillSync(block);
      used = 0;
    }
    const bytes = block.slice(used, used + length);
    // What was handed out does not lie around for the next reader of this memory.
    block.fill(0, used, used + length);
    used += length;
    return bytes;
  };
}

function keyOf(publicKey: Uint8Array): KeyObject {
  const x = Buffer.from(publicKey).toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}
