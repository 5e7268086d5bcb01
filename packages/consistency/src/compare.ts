import { type ComparedRecord, differingItems } from './compared-record.ts';
import type { BucketLeaves, ComparedPerson, DifferingPositions, RangeDigests } from './messages.ts';
import { fanOut, type NodePath, pathOf } from './tree.ts';

/** Compares ranges: the paths of the children that differ. A path that only one side knows differs. */
export function compareRanges(sent: readonly RangeDigests[], held: readonly RangeDigests[]): readonly NodePath[] {
  const heldAt = new Map(held.map(({ path, digests }) => [path, digests]));
  return sent.flatMap(({ path, digests }) =>
    Array.from({ length: fanOut }, (_, index) => index)
      .filter((index) => (digests[index] ?? null) !== (heldAt.get(path)?.[index] ?? null))
      .map((index) => path + pathOf(1, index)),
  );
}

/** Compares the people of buckets, by position and digest. */
export function compareLeaves(sent: readonly BucketLeaves[], held: readonly BucketLeaves[]): DifferingPositions {
  const mine = digestsOf(held);
  const theirs = digestsOf(sent);
  const positions = [...theirs.keys()];
  return {
    missing: positions.filter((position) => !mine.has(position)),
    extra: [...mine.keys()].filter((position) => !theirs.has(position)),
    different: positions.filter((position) => mine.has(position) && mine.get(position) !== theirs.get(position)),
  };
}

/** Compares what was sent of a person with what the upper file holds, item by item. */
export function compareRecord(
  sent: ComparedRecord | null,
  held: ComparedRecord | null,
): Pick<ComparedPerson, 'kind' | 'items'> {
  if (sent === null) return { kind: held === null ? null : 'EXTRA', items: [] };
  if (held === null) return { kind: 'MISSING', items: [] };
  const items = differingItems(sent, held);
  return items.length === 0 ? { kind: null, items } : { kind: 'DIFFERENT', items };
}

function digestsOf(buckets: readonly BucketLeaves[]): ReadonlyMap<string, string> {
  return new Map(buckets.flatMap(({ leaves }) => leaves.map(({ position, digest }) => [position, digest] as const)));
}
