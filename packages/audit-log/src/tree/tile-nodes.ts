import type { Sha256 } from '../hashing.ts';
import { hashChildren } from './hash-node.ts';
import type { NodeReader } from './subtree.ts';
import { tileHeight, tilePath, tileWidth, tileWidthIn } from './tile-path.ts';

/** Where a log is published: a folder, an HTTP prefix, a mirror. `null` for what is not there. */
export interface LogSource {
  get(path: string): Promise<Uint8Array | null>;
}

/** The hashes in a tile. */
export function hashesOf(tile: Uint8Array): readonly Uint8Array[] {
  return Array.from({ length: Math.floor(tile.length / 32) }, (_, i) => tile.subarray(i * 32, i * 32 + 32));
}

/** Hash of a perfect subtree from the hashes at its base: a power of two of them. */
export function foldPerfect(sha256: Sha256, base: readonly Uint8Array[]): Uint8Array {
  let row = base;
  while (row.length > 1) {
    const next: Uint8Array[] = [];
    for (let i = 0; i < row.length; i += 2) {
      const [left, right] = row.slice(i, i + 2);
      if (left === undefined || right === undefined)
        throw new RangeError('a perfect subtree has a power of two leaves');
      next.push(hashChildren(sha256, left, right));
    }
    row = next;
  }
  const [top] = row;
  if (top === undefined) throw new RangeError('a perfect subtree has at least one leaf');
  return top;
}

/**
 * Reads nodes of the tree of `size` leaves out of published tiles, to make proofs. The hashes are whatever the source
 * says: a proof made from them stands only once it verifies against a signed root. Keeps every tile that it fetched.
 */
export function nodesFromTiles(sha256: Sha256, source: LogSource, size: number): NodeReader {
  const fetched = new Map<string, Promise<Uint8Array>>();
  const fetchTile = async (level: number, n: number): Promise<Uint8Array> => {
    const width = tileWidthIn(size, level, n);
    const tile =
      (await source.get(tilePath({ level, n, width }))) ?? (await source.get(tilePath({ level, n, width: tileWidth })));
    if (tile === null || tile.length < width * 32) throw new RangeError(`no tile ${tilePath({ level, n, width })}`);
    return tile;
  };
  return async (height, n) => {
    const level = Math.floor(height / tileHeight);
    const count = 2 ** (height % tileHeight);
    const first = n * count;
    const tileNumber = Math.floor(first / tileWidth);
    const key = `${level}/${tileNumber}`;
    const tile = fetched.get(key) ?? fetchTile(level, tileNumber);
    fetched.set(key, tile);
    const within = first % tileWidth;
    return foldPerfect(sha256, hashesOf(await tile).slice(within, within + count));
  };
}
