import { concatBytes } from '../bytes.ts';
import type { Sha256 } from '../hashing.ts';
import { type CompactRange, rootOf } from './compact-range.ts';
import { foldPerfect } from './tile-nodes.ts';
import { tileHeight, tileWidth } from './tile-path.ts';

/** A tile that is complete and so never changes again. */
export interface FullTile {
  readonly level: number;
  readonly n: number;
  readonly data: Uint8Array;
  /** Hash of the subtree that it spans. */
  readonly root: Uint8Array;
}

/** The right edge of a tree: the hashes of its partial tiles, from level 0 upwards. All that is needed to grow it. */
export interface TreeEdge {
  readonly size: number;
  /** Adds a leaf; returns the tiles that it completed. */
  append(leaf: Uint8Array): readonly FullTile[];
  root(): Uint8Array;
}

/** Number of hashes in the partial tile of a level in a tree of `size` leaves. */
export function edgeWidth(size: number, level: number): number {
  return Math.floor(size / tileWidth ** level) % tileWidth;
}

/** Makes the edge of a tree of `size` leaves out of the hashes of its partial tiles. */
export function createTreeEdge(
  sha256: Sha256,
  size: number,
  partialTiles: readonly (readonly Uint8Array[])[],
): TreeEdge {
  const levels = partialTiles.map((hashes) => [...hashes]);
  let leaves = size;
  for (let level = 0; tileWidth ** level <= size; level += 1) {
    if ((levels[level]?.length ?? 0) !== edgeWidth(size, level)) throw new RangeError('the edge does not fit its size');
  }
  const push = (level: number, hash: Uint8Array): readonly FullTile[] => {
    const tile = levels[level] ?? [];
    levels[level] = tile;
    tile.push(hash);
    if (tile.length < tileWidth) return [];
    const root = foldPerfect(sha256, tile);
    const n = Math.floor(leaves / tileWidth ** (level + 1)) - 1;
    const full = { level, n, data: concatBytes(...tile), root };
    levels[level] = [];
    return [full, ...push(level + 1, root)];
  };
  return {
    get size() {
      return leaves;
    },
    append(leaf) {
      leaves += 1;
      return push(0, leaf);
    },
    root: () => rootOf(sha256, rangeOf(sha256, leaves, levels)),
  };
}

/** The perfect subtrees of the tree: within each partial tile by the binary form of its width, highest level first. */
function rangeOf(sha256: Sha256, size: number, levels: readonly (readonly Uint8Array[])[]): CompactRange {
  const hashes = levels.toReversed().flatMap((tile) => {
    const subtrees: Uint8Array[] = [];
    let at = 0;
    for (let width = 2 ** (tileHeight - 1); width >= 1; width /= 2) {
      if (tile.length - at < width) continue;
      subtrees.push(foldPerfect(sha256, tile.slice(at, at + width)));
      at += width;
    }
    return subtrees;
  });
  return { size, hashes };
}
