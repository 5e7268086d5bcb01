import { expect, test } from '@jest/globals';
import { equalBytes } from '../bytes.ts';
import { sourceOf } from '../testing/array-tree.ts';
import { sha256 } from '../testing/crypto.ts';
import { appendLeaf, emptyRange, rootOf } from './compact-range.ts';
import { hashLeaf } from './hash-node.ts';
import { hashesOf } from './tile-nodes.ts';
import { tilePath } from './tile-path.ts';
import { createTreeEdge, edgeWidth, type FullTile } from './tree-edge.ts';

const entries = Array.from({ length: 66_000 }, (_, i) => Uint8Array.of(i >> 16, (i >> 8) & 255, i & 255));

test('grows as the compact range does, over three levels of tiles, and yields the tiles of the definition', async () => {
  const edge = createTreeEdge(sha256, 0, []);
  let range = emptyRange;
  const tiles: FullTile[] = [];
  for (const entry of entries) {
    const leaf = hashLeaf(sha256, entry);
    tiles.push(...edge.append(leaf));
    range = appendLeaf(sha256, range, leaf);
    if (range.size % 1371 === 0) expect(equalBytes(edge.root(), rootOf(sha256, range))).toBe(true);
  }
  expect(edge.root()).toEqual(rootOf(sha256, range));
  expect(tiles).toHaveLength(257 + 1);
  const source = sourceOf(entries, '');
  for (const { level, n, data } of tiles.filter((tile) => tile.n % 50 === 0)) {
    expect(await source.get(tilePath({ level, n, width: 256 }))).toEqual(data);
  }
});

test('goes on from the partial tiles of any size', async () => {
  const source = sourceOf(entries, '');
  for (const size of [0, 1, 255, 256, 257, 65_535, 65_536, 65_537, 65_900]) {
    const partial = [];
    for (let level = 0; 256 ** level <= size; level += 1) {
      const width = edgeWidth(size, level);
      const tile = await source.get(tilePath({ level, n: Math.floor(size / 256 ** (level + 1)), width }));
      partial.push(width === 0 || tile === null ? [] : hashesOf(tile));
    }
    const edge = createTreeEdge(sha256, size, partial);
    for (const entry of entries.slice(size, size + 3)) edge.append(hashLeaf(sha256, entry));
    let range = emptyRange;
    for (const entry of entries.slice(0, size + 3)) range = appendLeaf(sha256, range, hashLeaf(sha256, entry));
    expect(edge.root()).toEqual(rootOf(sha256, range));
  }
});

test('refuses partial tiles that do not fit the size', () => {
  expect(() => createTreeEdge(sha256, 3, [[new Uint8Array(32)]])).toThrow(RangeError);
});
