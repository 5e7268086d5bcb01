import { mix } from './random.ts';

/** Reorders 0 … `left` × `right` - 1 without a table. `reserved` values are never given out for one outside of it. */
export interface PermutationOptions {
  readonly seed: number;
  readonly left: number;
  readonly right: number;
  readonly reserved: (value: number) => boolean;
}

const rounds = 6;

/**
 * A keyed bijection (Feistel network over mixed radices): different indices give different values, for millions of people,
 * without remembering which were given. A value that falls into the reserved range walks on along its cycle until it is
 * out, which keeps the bijection for all indices that are not reserved themselves.
 */
export function createPermutation({ seed, left, right, reserved }: PermutationOptions): (index: number) => number {
  function once(value: number): number {
    let high = Math.floor(value / right);
    let low = value % right;
    for (let round = 0; round < rounds; round += 1) {
      high = (high + mix(mix(low + seed) ^ (round * 2 + 1))) % left;
      low = (low + mix(mix(high + seed) ^ (round * 2 + 2))) % right;
    }
    return high * right + low;
  }
  return (index) => {
    let value = once(index);
    while (reserved(value)) value = once(value);
    return value;
  };
}
