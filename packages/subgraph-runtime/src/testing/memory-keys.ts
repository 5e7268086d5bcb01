import { createCipheriv, createDecipheriv, createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { JukiError } from '@juki/errors';
import type { KeyProvider } from '@juki/keys';

/** Keys that live as long as a test, one for each name that is asked for. */
export function createMemoryKeys(): KeyProvider {
  const secrets = new Map<string, Buffer>();
  const secret = (name: string) => {
    const known = secrets.get(name) ?? randomBytes(32);
    secrets.set(name, known);
    return known;
  };
  return {
    signer(name) {
      const { publicKey, privateKey } = generateKeyPairSync('ed25519');
      const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
      return { keyId: name, publicKey: Uint8Array.from(raw), sign: (data) => sign(null, data, privateKey) };
    },
    mac: (name) => ({
      keyId: name,
      digest: (data) => createHmac('sha256', secret(name)).update(data).digest(),
    }),
    cipher: (name) => ({
      seal(plaintext, context) {
        const nonce = randomBytes(12);
        const cipher = createCipheriv('aes-256-gcm', secret(name), nonce).setAAD(Buffer.from(context));
        return Buffer.concat([nonce, cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      },
      open(sealed, context) {
        const bytes = Buffer.from(sealed);
        const decipher = createDecipheriv('aes-256-gcm', secret(name), bytes.subarray(0, 12));
        decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(-16));
        try {
          return decipher.update(bytes.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
        } catch (cause) {
          throw new JukiError('KEY_UNKNOWN', 'The ciphertext does not fit.', { cause });
        }
      },
    }),
  };
}
