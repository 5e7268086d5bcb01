import { concatBytes, utf8 } from '../bytes.ts';
import { encodeBundle } from '../tree/entry-bundle.ts';
import { hashLeaf } from '../tree/hash-node.ts';
import type { NodeReader } from '../tree/subtree.ts';
import { foldPerfect, type LogSource } from '../tree/tile-nodes.ts';
import { parseTilePath, tileWidth } from '../tree/tile-path.ts';
import { sha256 } from './crypto.ts';

/** Nodes of a tree straight from its leaves: slow and plain, to hold the tile reader and the proofs against. */
export function nodesOf(entries: readonly Uint8Array[]): NodeReader {
  const leaves = entries.map((entry) => hashLeaf(sha256, entry));
  return async (height, n) => foldPerfect(sha256, leaves.slice(n * 2 ** height, (n + 1) * 2 ** height));
}

/** A published log made straight from its entries by the definition of tiles (C2SP tlog-tiles). */
export function sourceOf(
  entries: readonly Uint8Array[],
  checkpoint: string,
): LogSource & { files: Map<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>([['checkpoint', utf8(checkpoint)]]);
  const leaves = entries.map((entry) => hashLeaf(sha256, entry));
  const make = (path: string): Uint8Array | null => {
    const address = parseTilePath(path);
    if (address === null) return null;
    const { level, n, width } = address;
    if (level === 'entries') return encodeBundle(entries.slice(n * tileWidth, n * tileWidth + width));
    const span = tileWidth ** level;
    const hashes = Array.from({ length: width }, (_, i) => {
      const start = (n * tileWidth + i) * span;
      return foldPerfect(sha256, leaves.slice(start, start + span));
    });
    return concatBytes(...hashes);
  };
  return { files, get: async (path) => files.get(path) ?? make(path) };
}
