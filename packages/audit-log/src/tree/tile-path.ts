/** Hashes in a full tile, and entries in a full bundle (C2SP tlog-tiles). */
export const tileWidth = 256;

/** Heights of the tree that one tile spans. */
export const tileHeight = 8;

/** A tile of hashes at a level, or a bundle of entries. `width` is 256 for a full one, 1 to 255 for a partial one. */
export interface TileAddress {
  readonly level: number | 'entries';
  readonly n: number;
  readonly width: number;
}

/** Path of a tile below the log's prefix: `tile/<L>/<N>[.p/<W>]` (C2SP tlog-tiles). */
export function tilePath({ level, n, width }: TileAddress): string {
  let elements = String(n % 1000).padStart(3, '0');
  for (let rest = Math.floor(n / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    elements = `x${String(rest % 1000).padStart(3, '0')}/${elements}`;
  }
  return `tile/${level}/${elements}${width === tileWidth ? '' : `.p/${width}`}`;
}

const form = /^tile\/(entries|0|[1-5]\d?|6[0-3]?|[7-9])\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** Reads a path; `null` unless it is the one that {@link tilePath} writes, so that a tile has one address. */
export function parseTilePath(path: string): TileAddress | null {
  const match = form.exec(path);
  if (match === null) return null;
  const [, level = '', elements = '', width] = match;
  const address = {
    level: level === 'entries' ? ('entries' as const) : Number(level),
    n: Number(elements.replaceAll(/[x/]/g, '')),
    width: width === undefined ? tileWidth : Number(width),
  };
  return Number.isSafeInteger(address.n) && address.width <= tileWidth && tilePath(address) === path ? address : null;
}

/** Width of the tile at a place in a tree of `size` entries: 0 where the tree does not reach it. */
export function tileWidthIn(size: number, level: number | 'entries', n: number): number {
  const hashes = level === 'entries' ? size : Math.floor(size / tileWidth ** level);
  return Math.max(0, Math.min(tileWidth, hashes - n * tileWidth));
}
