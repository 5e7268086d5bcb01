import { equalBytes } from '../bytes.ts';
import type { Sha256 } from '../hashing.ts';
import { foldPerfect, hashesOf, type LogSource } from '../tree/tile-nodes.ts';
import { tilePath, tileWidth, tileWidthIn } from '../tree/tile-path.ts';
import type { Finding } from './findings.ts';
import { hex } from './hex.ts';

/** Tiles of hashes above the entries, checked while the entries stream by: one tile of each level is in memory. */
export interface LevelChecker {
  /** The next hash of a level, computed from below; it must be what the published tile says. */
  push(level: number, hash: Uint8Array): Promise<void>;
}

/** Makes a checker for the published tiles of a log of `size` entries. */
export function createLevelChecker(
  sha256: Sha256,
  source: LogSource,
  size: number,
  report: (finding: Finding) => void,
): LevelChecker {
  const counts: number[] = [];
  const computed: Uint8Array[][] = [];
  const published: (readonly Uint8Array[] | null)[] = [];

  const fetchTile = async (level: number, n: number) => {
    const width = tileWidthIn(size, level, n);
    const path = tilePath({ level, n, width });
    const tile = await source.get(path);
    if (tile === null) report({ kind: 'file-missing', path });
    else if (tile.length !== width * 32) report({ kind: 'file-malformed', path });
    return tile === null || tile.length !== width * 32 ? null : hashesOf(tile);
  };

  const push = async (level: number, hash: Uint8Array): Promise<void> => {
    const count = counts[level] ?? 0;
    const [n, position] = [Math.floor(count / tileWidth), count % tileWidth];
    if (position === 0) {
      published[level] = await fetchTile(level, n);
      computed[level] = [];
    }
    counts[level] = count + 1;
    const below = computed[level] ?? [];
    below.push(hash);
    const stated = published[level]?.[position];
    if (stated !== undefined && !equalBytes(stated, hash)) {
      const path = tilePath({ level, n, width: tileWidthIn(size, level, n) });
      report(
        level === 0
          ? { kind: 'entry-not-in-tile', index: count, path, entryHash: hex(hash), tileHash: hex(stated) }
          : { kind: 'tile-not-in-parent', path, position, computed: hex(hash), stated: hex(stated) },
      );
    }
    if (below.length === tileWidth) await push(level + 1, foldPerfect(sha256, below));
  };

  return { push };
}
