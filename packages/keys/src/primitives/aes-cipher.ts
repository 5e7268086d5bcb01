import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { invariant, JukiError } from '@juki/errors';
import type { Cipher } from '../key-provider.ts';
import { currentVersion, type KeyRing } from '../key-ring.ts';

const format = 1;
const headerLength = 2;
const nonceLength = 12;
const tagLength = 16;

/**
 * Seals with AES-256-GCM (NIST SP 800-38D): format byte ‖ key number ‖ 96-bit random nonce ‖ ciphertext ‖ 128-bit tag.
 * The first two bytes are bound together with the context. With random nonces a key version may seal 2³² values at most:
 * rotate long before. `refresh` fetches the ring again when a value names a version that came after this cipher.
 */
export function createAesCipher(ring: KeyRing, refresh: () => KeyRing): Cipher {
  const keys = new Map(keysOf(ring));
  const current = currentVersion(ring).number;
  invariant(current <= 255, 'the key number fits one byte');
  const header = Buffer.from([format, current]);
  const sealingKey = keys.get(current);
  invariant(sealingKey !== undefined, 'the current version is on the ring');

  const keyNumbered = (number: number) => {
    if (!keys.has(number)) for (const [known, key] of keysOf(refresh())) keys.set(known, key);
    return keys.get(number);
  };

  return {
    seal(plaintext, context) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv('aes-256-gcm', sealingKey, nonce, { authTagLength: tagLength });
      cipher.setAAD(boundTo(header, context));
      const ciphertext = cipher.update(plaintext, 'utf8');
      cipher.final();
      return Buffer.concat([header, nonce, ciphertext, cipher.getAuthTag()]);
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
      const key =
        bytes[0] === format && bytes.length >= headerLength + nonceLength + tagLength && keyNumbered(bytes[1] ?? 0);
      if (!key) throw unfit();
      const nonce = bytes.subarray(headerLength, headerLength + nonceLength);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
      decipher.setAAD(boundTo(bytes.subarray(0, headerLength), context));
      decipher.setAuthTag(bytes.subarray(-tagLength));
      const text = decipher.update(bytes.subarray(headerLength + nonceLength, -tagLength));
      try {
        decipher.final();
      } catch {
        throw unfit();
      }
      return text.toString('utf8');
    },
  };
}

function keysOf(ring: KeyRing): [number, KeyObject][] {
  return ring.versions.map(({ number, secret }) => [number, createSecretKey(secret)]);
}

function boundTo(header: Uint8Array, context: string): Buffer {
  return Buffer.concat([header, Buffer.from(context, 'utf8')]);
}

/** Says nothing of which part does not fit: the difference would help only someone who tries. */
function unfit(): JukiError {
  return new JukiError('KEY_UNKNOWN', 'A sealed value does not open: key, context or bytes do not fit together.');
}
