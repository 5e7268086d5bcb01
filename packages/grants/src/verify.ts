import { JukiError } from '@juki/errors';
import { encodedHeader } from './compact.ts';
import type { Grant } from './grant.ts';
import { parseGrant } from './parse-grant.ts';

/** A public key of a gateway. `verify` is Ed25519 (RFC 8032) over the signed bytes. */
export interface GrantKey {
  readonly keyId: string;
  verify(data: Uint8Array, signature: Uint8Array): boolean;
}

/** What the subgraph knows by itself and holds a grant against. */
export interface GrantContext {
  readonly audience: string;
  /** SHA-256 (base64url) of the request body that arrived. */
  readonly bodyHash: string;
  /** SHA-256 (base64url) of the access token that arrived beside the grant. */
  readonly tokenHash: string;
  /** Hash of the snapshot that this subgraph has loaded. */
  readonly snapshot: string;
  readonly nowSeconds: number;
}

/** A grant lives for a fetch, not for a session: longer ones are refused even when signed. */
const longestLife = 60;
/** Clocks of two servers may differ by this much, in seconds. */
const clockSkew = 5;
const longestGrant = 256 * 1024;
/**
 * Only the alphabet of base64url (RFC 7515 §2). Decoders skip what they do not know, and encoding to bytes folds other
 * characters into this alphabet, so that text could be signed as one thing and read as another.
 */
const compactJws = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/;

/**
 * Makes the verifier of a subgraph. It returns the grant, or throws: `GRANT_MISSING` (401), `GRANT_INVALID` (401),
 * `SNAPSHOT_MISMATCH` (503). Whether the grant was used before is known only to the audit store, which spends it.
 */
export function createGrantVerifier(keys: readonly GrantKey[]) {
  const keyOf = new Map(keys.map((key) => [encodedHeader(key.keyId), key]));

  return function verifyGrant(unverifiedGrant: string | undefined, context: GrantContext): Grant {
    if (!unverifiedGrant) {
      throw new JukiError('GRANT_MISSING', 'This tier answers only operations that the gateway has granted.');
    }
    const grant = parseGrant(verifiedPayload(unverifiedGrant));
    if (grant.audience !== context.audience) throw refused('it is for another tier');
    if (grant.issuedAt > context.nowSeconds + clockSkew) throw refused('it is not valid yet');
    if (grant.expiresAt + clockSkew < context.nowSeconds) throw refused('it has expired');
    if (grant.expiresAt - grant.issuedAt > longestLife) throw refused('it lives too long');
    if (grant.bodyHash !== context.bodyHash) throw refused('it is for another operation');
    if (grant.tokenHash !== context.tokenHash) throw refused('it is for another caller');
    if (grant.snapshot !== context.snapshot) {
      throw new JukiError('SNAPSHOT_MISMATCH', 'Gateway and subgraph hold different snapshots; deploy one build.', {
        details: { grant: grant.snapshot, own: context.snapshot },
      });
    }
    return grant;
  };

  function verifiedPayload(unverifiedGrant: string): unknown {
    const [, header = '', payload = '', signature = ''] =
      (unverifiedGrant.length <= longestGrant && compactJws.exec(unverifiedGrant)) || [];
    if (header === '') throw refused('it is not a compact JWS');
    const key = keyOf.get(header);
    if (!key) throw refused('no key of the gateway signed it');
    const signatureBytes = Buffer.from(signature, 'base64url');
    // The last character of 86 has bits to spare: without this, one grant could be written in sixteen ways.
    if (signatureBytes.toString('base64url') !== signature) throw refused('its signature is not in its one form');
    if (!key.verify(Buffer.from(`${header}.${payload}`, 'ascii'), signatureBytes)) {
      throw refused('its signature does not verify');
    }
    try {
      return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    } catch (cause) {
      throw new JukiError('GRANT_INVALID', 'The grant is not accepted: its payload is not JSON.', { cause });
    }
  }
}

function refused(why: string): JukiError {
  return new JukiError('GRANT_INVALID', `The grant is not accepted: ${why}.`);
}
