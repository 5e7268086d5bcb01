import { JukiError } from '@juki/errors';
import { checkKeyName } from './key-name.ts';
import type { Cipher, Mac, Signer } from './key-provider.ts';
import { currentVersion, type KeyRing, type KeyUse } from './key-ring.ts';
import { createAesCipher } from './primitives/aes-cipher.ts';
import { createEd25519Signer } from './primitives/ed25519-signer.ts';
import { createHmacMac } from './primitives/hmac-mac.ts';
import { publicKeyOf } from './public-key.ts';
import type { RotatingKeyProvider } from './rotating-key-provider.ts';

/** Where rings are kept. `ring` returns the same object as long as the ring has not changed. */
export interface KeyStore {
  ring(name: string, use: KeyUse): KeyRing;
  addVersion(name: string): void;
}

/** Turns stored secrets into signers, keyed hashes and ciphers, each made once per ring. */
export function provideKeys(store: KeyStore): RotatingKeyProvider {
  const ringOf = (name: string, use: KeyUse) => {
    const ring = store.ring(checkKeyName(name), use);
    if (ring.use === use) return ring;
    throw new JukiError('KEY_UNKNOWN', `The key ${name} is there to ${ring.use}, not to ${use}. Use a key of its own.`);
  };
  const signerOf = oncePerRing<Signer>((ring) => createEd25519Signer(currentVersion(ring)));
  const macOf = oncePerRing<Mac>((ring) => createHmacMac(currentVersion(ring)));
  const cipherOf = oncePerRing<Cipher>((ring, name) => createAesCipher(ring, () => ringOf(name, 'seal')));
  return {
    signer: (name) => signerOf(ringOf(name, 'sign'), name),
    mac: (name) => macOf(ringOf(name, 'mac'), name),
    cipher: (name) => cipherOf(ringOf(name, 'seal'), name),
    rotate: (name) => store.addVersion(checkKeyName(name)),
    publicKeys: (name) =>
      ringOf(name, 'sign')
        .versions.map((version) => publicKeyOf(createEd25519Signer(version)))
        .reverse(),
  };
}

function oncePerRing<T>(make: (ring: KeyRing, name: string) => T): (ring: KeyRing, name: string) => T {
  const made = new WeakMap<KeyRing, T>();
  return (ring, name) => {
    const known = made.get(ring);
    if (known !== undefined) return known;
    const fresh = make(ring, name);
    made.set(ring, fresh);
    return fresh;
  };
}
