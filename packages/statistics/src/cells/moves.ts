import type { Dimension, Place } from './counted-table.ts';

/**
 * Some people put elsewhere in a table: as many more in each cell of `more` as fewer in each of `less`, or the other way
 * round. The cells are the corners of a box, so that every total along one of its edges stays; `changed` is all that does
 * not. Numbers are named by their keys.
 */
export interface Move {
  readonly more: readonly number[];
  readonly less: readonly number[];
  readonly changed: readonly number[];
}

/** From where to where a box goes along one dimension; `null` where it is flat. */
interface Edge {
  readonly start: number;
  readonly end: number | null;
}

/** Every move of one box that changes the number at a place. */
export function* movesThrough(
  dimensions: readonly Dimension[],
  place: Place,
  strides: readonly number[],
): Generator<Move> {
  const choices = dimensions.map((dimension, at) => edgesOf(dimension, place[at] ?? 'total'));
  for (const edges of combinations(choices)) {
    if (edges.some(({ end }) => end !== null)) yield boxOf(edges, dimensions, strides);
  }
}

/** A number that counts all categories of a dimension is changed by boxes that are flat there, in any category. */
function edgesOf({ categories, groupOf }: Dimension, index: number | 'total'): readonly Edge[] {
  const groups = categories.map((category) => groupOf?.(category) ?? null);
  const all = [...categories.keys()];
  if (index === 'total') return all.filter((start) => groups[start] === null).map((start) => ({ start, end: null }));
  const group = groups[index] ?? null;
  const ends = all.filter((end) => end !== index && groups[end] === group);
  return [...(group === null ? [null] : []), ...ends].map((end) => ({ start: index, end }));
}

function* combinations(choices: readonly (readonly Edge[])[], at = 0): Generator<readonly Edge[]> {
  if (at === choices.length) {
    yield [];
    return;
  }
  for (const rest of combinations(choices, at + 1)) {
    for (const edge of choices[at] ?? []) yield [edge, ...rest];
  }
}

function boxOf(edges: readonly Edge[], dimensions: readonly Dimension[], strides: readonly number[]): Move {
  let more: number[] = [0];
  let less: number[] = [];
  let changed: number[] = [0];
  for (const [at, { start, end }] of edges.entries()) {
    const stride = strides[at] ?? 0;
    const total = dimensions[at]?.categories.length ?? 0;
    const [near, far] = [start * stride, (end ?? total) * stride];
    if (end === null) {
      more = more.map((key) => key + near);
      less = less.map((key) => key + near);
    } else {
      const before = [more, less];
      more = [...(before[0] ?? []).map((key) => key + near), ...(before[1] ?? []).map((key) => key + far)];
      less = [...(before[1] ?? []).map((key) => key + near), ...(before[0] ?? []).map((key) => key + far)];
    }
    changed = changed.flatMap((key) => [key + near, key + far]);
  }
  return { more, less, changed };
}
