import { equalBytes } from '../bytes.ts';
import type { Sha256 } from '../hashing.ts';
import { hashChildren } from './hash-node.ts';
import { type NodeReader, splitOf, subtreeHash } from './subtree.ts';

/** Audit path of a leaf (RFC 6962 §2.1.1): sibling hashes from the leaf up to the child of the root. */
export async function inclusionProof(
  sha256: Sha256,
  node: NodeReader,
  index: number,
  size: number,
): Promise<readonly Uint8Array[]> {
  if (index < 0 || index >= size) throw new RangeError('a proof is for a leaf of the tree');
  const path: Uint8Array[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    const inLeft = index < middle;
    path.push(await (inLeft ? subtreeHash(sha256, node, middle, end) : subtreeHash(sha256, node, start, middle)));
    [start, end] = inLeft ? [start, middle] : [middle, end];
  }
  return path.reverse();
}

/** What an inclusion proof must show. Size and root come from a checkpoint whose signature was verified. */
export interface InclusionClaim {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** Root that an inclusion proof leads to, by RFC 9162 §2.1.3.2; `null` where the proof does not have the tree's shape. */
function rootByInclusion(sha256: Sha256, claim: Omit<InclusionClaim, 'root'>): Uint8Array | null {
  if (claim.index < 0 || claim.index >= claim.size) return null;
  let position = claim.index;
  let last = claim.size - 1;
  let hash = claim.leaf;
  for (const sibling of claim.proof) {
    if (last === 0 || sibling.length !== 32) return null;
    if (position % 2 === 1 || position === last) {
      hash = hashChildren(sha256, sibling, hash);
      while (position % 2 === 0 && position !== 0) [position, last] = [half(position), half(last)];
    } else {
      hash = hashChildren(sha256, hash, sibling);
    }
    [position, last] = [half(position), half(last)];
  }
  return last === 0 ? hash : null;
}

/** Whether the leaf stands at its index in the tree with that size and root. */
export function includes(sha256: Sha256, claim: InclusionClaim): boolean {
  const root = rootByInclusion(sha256, claim);
  return root !== null && equalBytes(root, claim.root);
}

/** Halves without the 32-bit limit of the shift operators. */
function half(value: number): number {
  return Math.floor(value / 2);
}
