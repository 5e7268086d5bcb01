import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { Sha256, VerifySignature } from '../hashing.ts';
import type { NoteSigner } from '../note/signed-note.ts';

/** SHA-256 for tests of the pure part. */
export const sha256: Sha256 = (data) => new Uint8Array(createHash('sha256').update(data).digest());

/** Ed25519 verification for tests of the pure part. */
export const verifySignature: VerifySignature = (publicKey, data, signature) =>
  verify(
    null,
    data,
    createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') },
      format: 'jwk',
    }),
    signature,
  );

/** A signer with a fresh key. */
export function makeSigner(name: string): NoteSigner {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const x = publicKey.export({ format: 'jwk' }).x ?? '';
  return {
    name,
    publicKey: new Uint8Array(Buffer.from(x, 'base64url')),
    sign: (data) => new Uint8Array(sign(null, data, privateKey)),
  };
}
