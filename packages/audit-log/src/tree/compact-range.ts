import type { Sha256 } from '../hashing.ts';
import { emptyRoot, hashChildren } from './hash-node.ts';

/** The least that a tree must keep to grow: the hashes of its perfect subtrees, largest (leftmost) first. */
export interface CompactRange {
  readonly size: number;
  readonly hashes: readonly Uint8Array[];
}

/** The tree without leaves. */
export const emptyRange: CompactRange = { size: 0, hashes: [] };

/** Number of perfect subtrees of a tree: the ones in the binary form of its size. */
export function subtreeCount(size: number): number {
  let count = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}

/** The range with one more leaf: like adding one to a binary number, each carry is one hash. */
export function appendLeaf(sha256: Sha256, range: CompactRange, leaf: Uint8Array): CompactRange {
  const hashes = [...range.hashes];
  let carried = leaf;
  for (let rest = range.size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
    const left = hashes.pop();
    if (left === undefined) throw new RangeError('a compact range has one hash for each perfect subtree');
    carried = hashChildren(sha256, left, carried);
  }
  hashes.push(carried);
  return { size: range.size + 1, hashes };
}

/** Root of the tree (RFC 6962 §2.1): the subtrees folded from the right. */
export function rootOf(sha256: Sha256, range: CompactRange): Uint8Array {
  let root: Uint8Array | undefined;
  for (const hash of range.hashes.toReversed()) root = root === undefined ? hash : hashChildren(sha256, hash, root);
  return root ?? emptyRoot(sha256);
}
