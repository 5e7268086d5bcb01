import type { Grant } from './grant.ts';

/**
 * The protected header of a grant signed with a key, encoded. It is compared as a whole, so a header that names another
 * algorithm, type or critical extension is simply not a grant (RFC 8725 §3.1: no algorithm is ever read from a token).
 */
export function encodedHeader(keyId: string): string {
  return encode(JSON.stringify({ alg: 'EdDSA', kid: keyId, typ: 'juki-grant+jwt' }));
}

/** Payload of a grant as it is signed: compact JSON, base64url (RFC 7515 §3.1). */
export function encodedPayload(grant: Grant): string {
  return encode(JSON.stringify(grant));
}

function encode(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}
