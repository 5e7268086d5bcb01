import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nodesOf, sourceOf } from '../testing/array-tree.ts';
import { sha256 } from '../testing/crypto.ts';
import { appendLeaf, emptyRange, rootOf, subtreeCount } from './compact-range.ts';
import { consistencyProof, isConsistent } from './consistency-proof.ts';
import { hashLeaf } from './hash-node.ts';
import { includes, inclusionProof } from './inclusion-proof.ts';
import { nodesFromTiles } from './tile-nodes.ts';

/** The eight leaves and roots that the RFC 6962 implementations share as test vectors. */
const vectors = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

function leavesOf(count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => Uint8Array.of(i >> 8, i & 0xff, 1));
}

function rangeOf(entries: readonly Uint8Array[]) {
  return entries.reduce((range, entry) => appendLeaf(sha256, range, hashLeaf(sha256, entry)), emptyRange);
}

function rootHashOf(entries: readonly Uint8Array[]) {
  return rootOf(sha256, rangeOf(entries));
}

function flip(bytes: Uint8Array, bit: number): Uint8Array {
  return bytes.map((byte, i) => (i === Math.floor(bit / 8) % bytes.length ? byte ^ (1 << (bit % 8)) : byte));
}

test.each(roots.map((root, size) => ({ size, root })))('the tree of $size vectors has the root $root', (vector) => {
  const entries = vectors.slice(0, vector.size).map((text) => new Uint8Array(Buffer.from(text, 'hex')));
  expect(Buffer.from(rootHashOf(entries)).toString('hex')).toBe(vector.root);
});

test('a compact range keeps one hash for each one in the size', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300 }), (size) => {
      expect(rangeOf(leavesOf(size)).hashes).toHaveLength(subtreeCount(size));
    }),
    { numRuns: 20 },
  );
});

describe('inclusion', () => {
  const place = fc
    .integer({ min: 1, max: 700 })
    .chain((size) => fc.record({ size: fc.constant(size), index: fc.nat(size - 1), bit: fc.nat(10_000) }));

  test('every leaf is proved, through nodes and through tiles', async () => {
    await fc.assert(
      fc.asyncProperty(place, async ({ size, index }) => {
        const entries = leavesOf(size);
        const proof = await inclusionProof(sha256, nodesOf(entries), index, size);
        expect(await inclusionProof(sha256, nodesFromTiles(sha256, sourceOf(entries, ''), size), index, size)).toEqual(
          proof,
        );
        const leaf = hashLeaf(sha256, leavesOf(size)[index] ?? new Uint8Array());
        expect(includes(sha256, { leaf, index, size, root: rootHashOf(entries), proof })).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('one flipped bit anywhere fails', async () => {
    await fc.assert(
      fc.asyncProperty(place, async ({ size, index, bit }) => {
        const entries = leavesOf(size);
        const root = rootHashOf(entries);
        const leaf = hashLeaf(sha256, entries[index] ?? new Uint8Array());
        const proof = await inclusionProof(sha256, nodesOf(entries), index, size);
        const claim = { leaf, index, size, root, proof };
        const which = bit % Math.max(1, proof.length);
        const bent = proof.map((hash, i) => (i === which ? flip(hash, bit) : hash));
        if (proof.length > 0) expect(includes(sha256, { ...claim, proof: bent })).toBe(false);
        expect(includes(sha256, { ...claim, leaf: flip(leaf, bit) })).toBe(false);
        expect(includes(sha256, { ...claim, root: flip(root, bit) })).toBe(false);
        expect(includes(sha256, { ...claim, index: index ^ (1 << (bit % 30)) })).toBe(false);
        expect(includes(sha256, { ...claim, proof: [...proof, root] })).toBe(false);
        expect(includes(sha256, { ...claim, proof: proof.slice(1) })).toBe(proof.length === 0);
      }),
      { numRuns: 60 },
    );
  });

  test('an index outside the tree is not proved', async () => {
    await expect(inclusionProof(sha256, nodesOf(leavesOf(3)), 3, 3)).rejects.toThrow(RangeError);
  });

  test('an index past 32 bits does not wrap', () => {
    const size = 2 ** 40;
    const claim = { leaf: new Uint8Array(32), index: 2 ** 39, size, root: new Uint8Array(32) };
    expect(includes(sha256, { ...claim, proof: [] })).toBe(false);
  });
});

describe('consistency', () => {
  const pair = fc
    .integer({ min: 1, max: 700 })
    .chain((size) => fc.record({ size: fc.constant(size), older: fc.nat(size), bit: fc.nat(10_000) }));

  test('every older tree is proved to begin the newer one', async () => {
    await fc.assert(
      fc.asyncProperty(pair, async ({ size, older }) => {
        const entries = leavesOf(size);
        const proof = await consistencyProof(sha256, nodesOf(entries), older, size);
        const tiles = nodesFromTiles(sha256, sourceOf(entries, ''), size);
        expect(await consistencyProof(sha256, tiles, older, size)).toEqual(proof);
        const olderHead = { size: older, root: rootHashOf(entries.slice(0, older)) };
        expect(isConsistent(sha256, { older: olderHead, newer: { size, root: rootHashOf(entries) }, proof })).toBe(
          true,
        );
      }),
      { numRuns: 60 },
    );
  });

  test('one flipped bit anywhere fails', async () => {
    await fc.assert(
      fc.asyncProperty(pair, async ({ size, older, bit }) => {
        const entries = leavesOf(size);
        const proof = await consistencyProof(sha256, nodesOf(entries), older, size);
        const olderHead = { size: older, root: rootHashOf(entries.slice(0, older)) };
        const newer = { size, root: rootHashOf(entries) };
        const bentOlder = { ...olderHead, root: flip(olderHead.root, bit) };
        expect(isConsistent(sha256, { older: bentOlder, newer, proof })).toBe(false);
        if (older > 0) {
          const bentNewer = { ...newer, root: flip(newer.root, bit) };
          expect(isConsistent(sha256, { older: olderHead, newer: bentNewer, proof })).toBe(false);
        }
        const which = bit % Math.max(1, proof.length);
        const bent = proof.map((hash, i) => (i === which ? flip(hash, bit) : hash));
        if (proof.length > 0) expect(isConsistent(sha256, { older: olderHead, newer, proof: bent })).toBe(false);
        expect(isConsistent(sha256, { older: olderHead, newer, proof: [...proof, newer.root] })).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  test('a smaller tree never continues a larger one', () => {
    const [older, newer] = [leavesOf(5), leavesOf(4)].map((entries) => ({
      size: entries.length,
      root: rootHashOf(entries),
    }));
    if (older === undefined || newer === undefined) throw new Error('two trees were made');
    expect(isConsistent(sha256, { older, newer, proof: [] })).toBe(false);
  });

  test('an old tree whose leaf was changed is found out', async () => {
    const entries = leavesOf(11);
    const changed = entries.with(3, Uint8Array.of(9));
    const claim = {
      older: { size: 7, root: rootHashOf(entries.slice(0, 7)) },
      newer: { size: 11, root: rootHashOf(changed) },
      proof: await consistencyProof(sha256, nodesOf(changed), 7, 11),
    };
    expect(isConsistent(sha256, claim)).toBe(false);
  });
});
