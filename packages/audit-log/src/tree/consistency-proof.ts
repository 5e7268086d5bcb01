import { equalBytes } from '../bytes.ts';
import type { Sha256 } from '../hashing.ts';
import { emptyRoot, hashChildren } from './hash-node.ts';
import { type NodeReader, splitOf, subtreeHash } from './subtree.ts';

/** Proof that the tree of `size` leaves only added to the tree of `older` leaves (RFC 6962 §2.1.2). */
export async function consistencyProof(
  sha256: Sha256,
  node: NodeReader,
  older: number,
  size: number,
): Promise<readonly Uint8Array[]> {
  if (older < 0 || older > size) throw new RangeError('a tree is consistent only with a smaller one');
  if (older === 0 || older === size) return [];
  const proof: Uint8Array[] = [];
  let [start, end] = [0, size];
  while (end !== older) {
    const middle = start + splitOf(end - start);
    const inLeft = older <= middle;
    proof.push(await (inLeft ? subtreeHash(sha256, node, middle, end) : subtreeHash(sha256, node, start, middle)));
    [start, end] = inLeft ? [start, middle] : [middle, end];
  }
  // The older tree is itself a subtree of the newer one only if it starts at the left edge; then its root is known.
  if (start !== 0) proof.push(await subtreeHash(sha256, node, start, end));
  return proof.reverse();
}

/** What a consistency proof must show about two checkpoints. */
export interface ConsistencyClaim {
  readonly older: { readonly size: number; readonly root: Uint8Array };
  readonly newer: { readonly size: number; readonly root: Uint8Array };
  readonly proof: readonly Uint8Array[];
}

/** Whether the newer tree begins with the older one, by RFC 9162 §2.1.4.2. */
export function isConsistent(sha256: Sha256, { older, newer, proof }: ConsistencyClaim): boolean {
  if (older.size > newer.size) return false;
  if (older.size === newer.size) return proof.length === 0 && equalBytes(older.root, newer.root);
  if (older.size === 0) return proof.length === 0 && equalBytes(older.root, emptyRoot(sha256));
  if (proof.some((hash) => hash.length !== 32)) return false;
  let [position, last] = [older.size - 1, newer.size - 1];
  while (position % 2 === 1) [position, last] = [half(position), half(last)];
  const [first, ...rest] = position === 0 ? [older.root, ...proof] : proof;
  if (first === undefined) return false;
  let [olderHash, newerHash] = [first, first];
  for (const hash of rest) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      [olderHash, newerHash] = [hashChildren(sha256, hash, olderHash), hashChildren(sha256, hash, newerHash)];
      while (position % 2 === 0 && position !== 0) [position, last] = [half(position), half(last)];
    } else {
      newerHash = hashChildren(sha256, newerHash, hash);
    }
    [position, last] = [half(position), half(last)];
  }
  return last === 0 && equalBytes(olderHash, older.root) && equalBytes(newerHash, newer.root);
}

function half(value: number): number {
  return Math.floor(value / 2);
}
