import { JukiError } from '@juki/errors';

/** Children of a node. */
export const fanOut = 16;

/** Level of the buckets, the lowest nodes; the root is level 0. 16⁴ = 65,536 buckets: 57 people each in the largest city. */
export const bucketLevel = 4;

/** Level of the ranges in which a check of a part is asked for: 4,096 of them. */
export const rangeLevel = 3;

/** How many ranges there are. */
export const rangeCount = fanOut ** rangeLevel;

/**
 * A node's place: one hexadecimal digit for each level below the root, `''` for the root itself, `3a` for the eleventh child
 * of the fourth child. All positions that begin with these digits lie below it.
 */
export type NodePath = string;

/** The bucket of a position. */
export function bucketOf(position: Uint8Array): number {
  return ((position[0] ?? 0) << 8) | (position[1] ?? 0);
}

/** Path of the node with a number on its level. */
export function pathOf(level: number, number: number): NodePath {
  return level === 0 ? '' : number.toString(16).padStart(level, '0');
}

/** Number of a node on its level. */
export function numberOf(path: NodePath): number {
  return path === '' ? 0 : Number.parseInt(path, 16);
}

/** Reads a path that came from outside: `OPERATION_INVALID` for anything else. */
export function parsePath(path: string, levels: readonly number[]): NodePath {
  if (/^[0-9a-f]*$/.test(path) && levels.includes(path.length)) return path;
  throw new JukiError(
    'OPERATION_INVALID',
    `Not a range of the check: hexadecimal digits, ${levels.join(' or ')} of them.`,
  );
}

/** SHA-256. */
export type Hash = (data: Uint8Array) => Uint8Array;

/** A person in a bucket. */
export interface Leaf {
  readonly position: Uint8Array;
  readonly digest: Uint8Array;
}

/**
 * Digest of a bucket: SHA-256(0x04 ‖ position ‖ digest ‖ …) over its people in the order of their positions, each 48 bytes.
 * The store computes the same in SQL; this is what it is held against.
 */
export function bucketDigest(leaves: readonly Leaf[], sha256: Hash): Uint8Array {
  const sorted = [...leaves].sort((one, other) => Buffer.compare(one.position, other.position));
  return sha256(
    Buffer.concat([Uint8Array.of(bucketLevel), ...sorted.flatMap(({ position, digest }) => [position, digest])]),
  );
}

/** Digest of a node above: SHA-256(level ‖ index ‖ digest ‖ …) over the children that are not empty, each 34 bytes. */
export function nodeDigest(
  level: number,
  children: readonly { readonly index: number; readonly digest: Uint8Array }[],
  sha256: Hash,
): Uint8Array {
  const sorted = [...children].sort((one, other) => one.index - other.index);
  const parts = sorted.flatMap(({ index, digest }) => [Uint8Array.of(0, index), digest]);
  return sha256(Buffer.concat([Uint8Array.of(level), ...parts]));
}
