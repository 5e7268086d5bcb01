import { JukiError } from '@juki/errors';
import type { KeyRing } from './key-ring.ts';

/** Guards every store's `addVersion`. */
export function refuseToRotateMac(name: string, ring: KeyRing): void {
  if (ring.use !== 'mac') return;
  throw new JukiError(
    'KEY_UNKNOWN',
    `The key ${name} makes keyed hashes and has no further versions: stored hashes could not be found by a new one. Compute them anew under another name.`,
  );
}
