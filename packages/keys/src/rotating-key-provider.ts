import type { KeyProvider } from './key-provider.ts';
import type { PublicKey } from './public-key.ts';

/** A key provider that keeps versions of its keys. */
export interface RotatingKeyProvider extends KeyProvider {
  /**
   * Adds a version: it signs and seals from now on, the older ones still verify and open. Keyed hashes cannot be
   * rotated, since every stored one would be lost to its searchers: compute them anew under another name instead.
   */
  rotate(name: string): void;
  /** The public halves of a signing key, newest first: what verifiers must accept. */
  publicKeys(name: string): readonly PublicKey[];
}
