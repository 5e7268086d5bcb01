import { createHmac, createSecretKey } from 'node:crypto';
import type { Mac } from '../key-provider.ts';
import type { KeyVersion } from '../key-ring.ts';

/** Keyed hash by HMAC-SHA-256 (RFC 2104). */
export function createHmacMac({ secret }: KeyVersion): Mac {
  const key = createSecretKey(secret);
  const digest = (data: Uint8Array | string) => new Uint8Array(createHmac('sha256', key).update(data).digest());
  // A check value: tells two keys apart and nothing else. No caller's message begins with a zero byte and these words.
  const keyId = Buffer.from(digest('\0juki key id').subarray(0, 12)).toString('base64url');
  return { keyId, digest };
}
