import { invariant } from '@juki/errors';

/** What a key may be used for. One name has one use: a key that both signs and seals would tie two fates together. */
export type KeyUse = 'sign' | 'mac' | 'seal';

/** One version of a key: 32 secret bytes, whatever the algorithm. */
export interface KeyVersion {
  /** 1 for the first, then counting up. */
  readonly number: number;
  readonly secret: Uint8Array;
}

/** All versions of one key, oldest first. The last one signs and seals; the others still open and verify. */
export interface KeyRing {
  readonly use: KeyUse;
  readonly versions: readonly KeyVersion[];
}

/** The version in use. */
export function currentVersion(ring: KeyRing): KeyVersion {
  const version = ring.versions.at(-1);
  invariant(version !== undefined, 'a key ring has a version');
  return version;
}

/** The ring with one more version. */
export function withNewVersion(ring: KeyRing, secret: Uint8Array): KeyRing {
  return { use: ring.use, versions: [...ring.versions, { number: currentVersion(ring).number + 1, secret }] };
}
