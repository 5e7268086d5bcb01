import { JukiError, unreachable } from '@juki/errors';
import { fanOut, type Hash, type NodePath, pathOf, rangeCount, rangeLevel } from './tree.ts';

/**
 * What a run compares: the whole municipality, a part of its 4,096 ranges, or a sample of them. Positions are keyed, so a range
 * is a part of the people that nobody has chosen by who they are.
 */
export type CheckScope =
  | { readonly kind: 'WHOLE' }
  | { readonly kind: 'RANGE'; readonly from: number; readonly to: number }
  | { readonly kind: 'SAMPLE'; readonly ranges: number; readonly seed: string };

/** A run proceeds in sixteen segments, one for each child of the root, and resumes with the first that is not done. */
export const segmentCount = fanOut;

/** Holds a scope from outside to its bounds. Errors: `OPERATION_INVALID`. */
export function checkScope(scope: CheckScope): CheckScope {
  const range = (value: number) => Number.isInteger(value) && value >= 0 && value < rangeCount;
  if (scope.kind === 'RANGE' && !(range(scope.from) && range(scope.to) && scope.from <= scope.to)) {
    throw new JukiError(
      'OPERATION_INVALID',
      `A range of the check goes from 0 to ${rangeCount - 1}, the first not above the last.`,
    );
  }
  if (scope.kind === 'SAMPLE' && !(range(scope.ranges) && scope.ranges > 0)) {
    throw new JukiError('OPERATION_INVALID', `A sample has from 1 to ${rangeCount - 1} ranges of the check.`);
  }
  return scope;
}

/** The nodes at which the comparison of one segment begins. */
export function rootsOf(scope: CheckScope, segment: number, sha256: Hash): readonly NodePath[] {
  switch (scope.kind) {
    case 'WHOLE':
      return [pathOf(1, segment)];
    case 'RANGE':
      return rangesOf(segment, (range) => range >= scope.from && range <= scope.to);
    case 'SAMPLE': {
      const drawn = sampled(scope.ranges, scope.seed, sha256);
      return rangesOf(segment, (range) => drawn.has(range));
    }
    default:
      return unreachable(scope);
  }
}

/** Whether a run with this scope has looked at a bucket. */
export function covers(scope: CheckScope, bucket: NodePath, sha256: Hash): boolean {
  const range = bucket.slice(0, rangeLevel);
  return scope.kind === 'WHOLE' || rootsOf(scope, Number.parseInt(bucket.slice(0, 1), 16), sha256).includes(range);
}

function rangesOf(segment: number, wanted: (range: number) => boolean): readonly NodePath[] {
  const perSegment = rangeCount / segmentCount;
  const all = Array.from({ length: perSegment }, (_, index) => segment * perSegment + index);
  return all.filter(wanted).map((range) => pathOf(rangeLevel, range));
}

/** The ranges with the smallest hashes under the run's seed: nobody can choose them, and a resumed run draws them again. */
function sampled(count: number, seed: string, sha256: Hash): ReadonlySet<number> {
  const encoder = new TextEncoder();
  const drawn = Array.from({ length: rangeCount }, (_, range) => ({
    range,
    lot: Buffer.from(sha256(encoder.encode(`sample\n${seed}\n${range}`))).toString('hex'),
  }));
  drawn.sort((one, other) => (one.lot < other.lot ? -1 : 1));
  return new Set(drawn.slice(0, count).map(({ range }) => range));
}
