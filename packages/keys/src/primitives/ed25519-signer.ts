import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import type { Signer } from '../key-provider.ts';
import type { KeyVersion } from '../key-ring.ts';

/** DER of an Ed25519 private key up to its 32 bytes (RFC 8410, section 7). */
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Signs with Ed25519 (RFC 8032). */
export function createEd25519Signer({ secret }: KeyVersion): Signer {
  const privateKey = createPrivateKey({ key: Buffer.concat([privatePrefix, secret]), format: 'der', type: 'pkcs8' });
  const publicKey = rawPublicKey(privateKey);
  return { keyId: thumbprint(publicKey), publicKey, sign: (data) => sign(null, data, privateKey) };
}

function rawPublicKey(privateKey: KeyObject): Uint8Array {
  const encoded = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  // The last 32 bytes of the encoding are the key itself (RFC 8410, section 4).
  return new Uint8Array(encoded.subarray(-32));
}

/** JWK thumbprint (RFC 7638, with the members of RFC 8037): the same key has the same id wherever it is computed. */
function thumbprint(publicKey: Uint8Array): string {
  const x = Buffer.from(publicKey).toString('base64url');
  return createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url');
}
