import { hkdfSync } from 'node:crypto';
import { JukiError } from '@juki/errors';
import { currentVersion, type KeyRing, type KeyUse, withNewVersion } from '../key-ring.ts';
import { provideKeys } from '../provide-keys.ts';
import { refuseToRotateMac } from '../refuse-to-rotate-mac.ts';
import type { RotatingKeyProvider } from '../rotating-key-provider.ts';

/** Keys derived from a seed: the same seed gives the same keys in every run and process. For tests only. */
export function createMemoryKeyProvider(seed: string): RotatingKeyProvider {
  const rings = new Map<string, KeyRing>();
  const derive = (name: string, use: KeyUse, number: number) =>
    new Uint8Array(hkdfSync('sha256', seed, 'juki test keys', `${use} ${name} ${number}`, 32));
  const ringOf = (name: string, use: KeyUse) => {
    const ring = rings.get(name) ?? { use, versions: [{ number: 1, secret: derive(name, use, 1) }] };
    rings.set(name, ring);
    return ring;
  };
  return provideKeys({
    ring: ringOf,
    addVersion(name) {
      const ring = rings.get(name);
      if (!ring)
        throw new JukiError('KEY_UNKNOWN', `The key ${name} has not been used yet, so there is nothing to rotate.`);
      refuseToRotateMac(name, ring);
      rings.set(name, withNewVersion(ring, derive(name, ring.use, currentVersion(ring).number + 1)));
    },
  });
}
