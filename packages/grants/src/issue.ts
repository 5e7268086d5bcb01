import { encodedHeader, encodedPayload } from './compact.ts';
import type { Grant } from './grant.ts';

/** What signs grants: an Ed25519 signer of the key provider. */
export interface GrantSigner {
  readonly keyId: string;
  sign(data: Uint8Array): Uint8Array;
}

/**
 * Makes the function that turns a grant into the compact JWS (RFC 7515, EdDSA by RFC 8037) that travels in the header
 * `Juki-Grant`. The header is encoded once, since it is the same for every grant of a key.
 */
export function createGrantIssuer(signer: GrantSigner): (grant: Grant) => string {
  const header = encodedHeader(signer.keyId);
  return (grant) => {
    const signed = `${header}.${encodedPayload(grant)}`;
    return `${signed}.${Buffer.from(signer.sign(Buffer.from(signed, 'ascii'))).toString('base64url')}`;
  };
}
