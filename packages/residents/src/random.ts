/** A stream of numbers that looks random and is the same for the same seed. Nothing here is fit for a key or a secret. */
export interface Random {
  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly [T, ...T[]]): T;
  /** As `pick`, but the front of the list comes up more often, as common surnames do. */
  pickSkewed<T>(list: readonly [T, ...T[]]): T;
}

/** Mixes 32 bits so that neighbouring inputs give unlike outputs (the finaliser of MurmurHash3). */
export function mix(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** 32 bits of a text (FNV-1a, mixed). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return mix(hash);
}

/** The stream of one seed and one index (sfc32): any household is reached without making those before it. */
export function createRandom(seed: number, index: number): Random {
  let a = mix(seed ^ 0x9e3779b9);
  let b = mix(seed + index);
  let c = mix(Math.floor(index / 0x1_0000_0000) ^ mix(index ^ 0x7f4a7c15));
  let counter = 1;
  function next(): number {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 0x1_0000_0000;
  }
  for (let round = 0; round < 8; round += 1) next();

  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    between: (low, high) => low + below(high - low + 1),
    chance: (probability) => next() < probability,
    pick: (list) => list[below(list.length)] ?? list[0],
    pickSkewed: (list) => list[Math.floor(next() ** 1.7 * list.length)] ?? list[0],
  };
}
