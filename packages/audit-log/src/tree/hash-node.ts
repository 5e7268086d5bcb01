import type { Sha256 } from '../hashing.ts';

/** Hash of a leaf: `SHA-256(0x00 ‖ entry)` (RFC 6962 §2.1). The prefix keeps a leaf from passing for a node. */
export function hashLeaf(sha256: Sha256, entry: Uint8Array): Uint8Array {
  const data = new Uint8Array(entry.length + 1);
  data.set(entry, 1);
  return sha256(data);
}

/** Hash of a node: `SHA-256(0x01 ‖ left ‖ right)` (RFC 6962 §2.1). */
export function hashChildren(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  const data = new Uint8Array(65);
  data[0] = 1;
  data.set(left, 1);
  data.set(right, 33);
  return sha256(data);
}

/** Root of the tree without leaves: SHA-256 of nothing (RFC 6962 §2.1). */
export function emptyRoot(sha256: Sha256): Uint8Array {
  return sha256(new Uint8Array(0));
}
