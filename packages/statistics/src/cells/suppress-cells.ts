import { type CountedTable, numbersOf, type Place } from './counted-table.ts';
import { type Move, movesThrough } from './moves.ts';

/** A number as it is published: `null` where it is suppressed (秘匿). */
export interface PublishedNumber {
  readonly place: Place;
  readonly value: number | null;
}

/** A table that may leave, or word that nothing of it may. */
export type Suppressed =
  | { readonly kind: 'published'; readonly numbers: readonly PublishedNumber[] }
  | { readonly kind: 'withheld' };

/**
 * Small-cell guard (秘匿処理). Every number from 1 to below the threshold is suppressed, and beside it so many others (zeros
 * too, which tell of nobody and are shown otherwise) that no suppressed one can be recomputed from what is published
 * (二次秘匿).
 *
 * How that is known: for each suppressed number a *move* is found, some people put elsewhere in the table, after which
 * every published number is the same, no count is negative, and the suppressed one is another. All numbers that the move
 * changes are suppressed too. So whoever has the published numbers has at least two tables before them that differ there.
 * Where there is a choice, the move is taken that leaves the suppressed number most open, up to `threshold`, then the one
 * that costs least. A number for which no move exists (a table with too few people) withholds the whole table.
 */
export function suppressCells(table: CountedTable, threshold: number): Suppressed {
  const { dimensions } = table;
  const { places, values, strides } = numbersOf(table);
  // A total that nobody publishes needs no hiding, and costs nothing to change.
  const shown = places.map((place) =>
    place.every((index, at) => index !== 'total' || (dimensions[at]?.totals ?? true)),
  );
  const judge: Judge = {
    values,
    threshold,
    hidden: values.map((value, key) => shown[key] === false || isSmall(value, threshold)),
    cost: places.map((place) => 4 ** place.filter((index) => index === 'total').length),
  };
  const moved = new Set<number>();

  for (const [key, place] of places.entries()) {
    if (shown[key] === false || !isSmall(values[key] ?? 0, threshold) || moved.has(key)) continue;
    const move = bestMove(movesThrough(dimensions, place, strides), judge);
    if (!move) return { kind: 'withheld' };
    for (const changed of move.changed) {
      judge.hidden[changed] = true;
      moved.add(changed);
    }
  }
  const numbers = places.flatMap((place, key) =>
    shown[key] === false ? [] : [{ place, value: judge.hidden[key] ? null : (values[key] ?? 0) }],
  );
  return { kind: 'published', numbers };
}

function isSmall(value: number, threshold: number): boolean {
  return value > 0 && value < threshold;
}

interface Judge {
  readonly values: readonly number[];
  readonly threshold: number;
  readonly hidden: boolean[];
  /** What the loss of a number costs: a total is worth more to a reader than a cell. */
  readonly cost: readonly number[];
}

function bestMove(moves: Iterable<Move>, { values, threshold, hidden, cost }: Judge): Move | undefined {
  let best: { readonly move: Move; readonly width: number; readonly cost: number } | undefined;
  for (const move of moves) {
    const width = Math.min(least(move.less, values) + least(move.more, values), threshold);
    if (width < 1 || (best && width < best.width)) continue;
    let sum = 0;
    for (const key of move.changed) if (!hidden[key]) sum += cost[key] ?? 0;
    if (!best || width > best.width || sum < best.cost) best = { move, width, cost: sum };
    if (sum === 0 && width === threshold) break;
  }
  return best?.move;
}

function least(keys: readonly number[], values: readonly number[]): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (const key of keys) smallest = Math.min(smallest, values[key] ?? 0);
  return smallest;
}
