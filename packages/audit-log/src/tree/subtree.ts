import type { Sha256 } from '../hashing.ts';
import { hashChildren } from './hash-node.ts';

/** Hash of the perfect subtree of a height whose leaves start at `n * 2 ** height`. */
export type NodeReader = (height: number, n: number) => Promise<Uint8Array>;

/** Hash of the leaves `start` to `end` (exclusive) as a tree of their own (RFC 6962 §2.1). */
export async function subtreeHash(sha256: Sha256, node: NodeReader, start: number, end: number): Promise<Uint8Array> {
  const width = end - start;
  const height = Math.log2(width);
  if (Number.isInteger(height) && 2 ** height === width) return node(height, start / width);
  const middle = start + splitOf(width);
  return hashChildren(
    sha256,
    await subtreeHash(sha256, node, start, middle),
    await subtreeHash(sha256, node, middle, end),
  );
}

/** Where RFC 6962 splits a tree: the largest power of two smaller than its size. */
export function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}
