import type { Coordinate } from './requirement.ts';

/**
 * What every purpose permits on every day, compiled from supergraph and catalogue: `policy` as data. A subgraph holds a
 * grant against its own copy, so that a stolen gateway key alone cannot widen a purpose.
 *
 * Version 1. A set is a bit set over `coordinates`, in hexadecimal, lowest bit of the first digit first; equal sets are
 * written once, in `sets`, and named by their index.
 */
export interface Matrix {
  readonly version: 1;
  readonly coordinates: readonly Coordinate[];
  readonly sets: readonly string[];
  readonly purposes: Readonly<Record<string, MatrixPurpose>>;
}

/** The row of one purpose: whose data it reaches, and its spans, ascending; each lasts until the next one begins. */
export interface MatrixPurpose {
  /** As `Purpose.reach` of the catalogue: the scope of a grant must say the same. */
  readonly reach: string;
  /** What is open where the purpose itself is stated: nothing of a second hop. */
  readonly spans: readonly MatrixSpan[];
  /** The affair under which the agency answers when the governor's file does not hold the person; `null`: none. */
  readonly secondHop: MatrixHop | null;
}

/** The row of a second hop: the linked purpose, its reach, and what it opens as a hop, which nothing else opens. */
export interface MatrixHop {
  readonly purpose: string;
  readonly reach: string;
  readonly spans: readonly MatrixSpan[];
}

/** From a day on (`null`: always before the next span), the set that is open, and the one with an ordinance on file. */
export interface MatrixSpan {
  readonly from: string | null;
  readonly set: number;
  readonly withOrdinance: number;
}

/** What is asked of a {@link Matrix}. Everything is untrusted text: an unknown purpose or coordinate is closed. */
export interface MatrixQuestion {
  readonly purpose: string;
  readonly date: string;
  /** Whether the caller's body has an ordinance (条例) on file for this purpose. */
  readonly ordinance: boolean;
  /** The stated purpose whose second hop `purpose` is; `null`: it is stated itself. */
  readonly secondHopOf: string | null;
}

/** Whether a purpose opens a coordinate on a day. Fails closed on anything that the matrix does not know. */
export function matrixPermits(matrix: Matrix, question: MatrixQuestion, coordinate: Coordinate): boolean {
  const index = indexOf(matrix).get(coordinate);
  const set = matrixSet(matrix, question);
  if (index === undefined || set === undefined) return false;
  return ((Number.parseInt(set[index >> 2] ?? '0', 16) >> (index & 3)) & 1) === 1;
}

// Days compare as text only while they have this shape: `9` would come after every date.
const day = /^\d{4}-\d{2}-\d{2}$/;

/** The row of a purpose, stated itself or as the second hop of another; `undefined` where there is none. */
export function matrixRow(
  matrix: Matrix,
  { purpose, secondHopOf }: Pick<MatrixQuestion, 'purpose' | 'secondHopOf'>,
): MatrixPurpose | MatrixHop | undefined {
  const stated = secondHopOf ?? purpose;
  const row = Object.hasOwn(matrix.purposes, stated) ? matrix.purposes[stated] : undefined;
  if (secondHopOf === null) return row;
  return row?.secondHop?.purpose === purpose ? row.secondHop : undefined;
}

function matrixSet(matrix: Matrix, { date, ordinance, ...asked }: MatrixQuestion): string | undefined {
  if (!day.test(date)) return undefined;
  const span = matrixRow(matrix, asked)?.spans.findLast(({ from }) => from === null || from <= date);
  return span && matrix.sets[ordinance ? span.withOrdinance : span.set];
}

const indexes = new WeakMap<Matrix, ReadonlyMap<Coordinate, number>>();

function indexOf(matrix: Matrix): ReadonlyMap<Coordinate, number> {
  const known = indexes.get(matrix);
  if (known) return known;
  const index = new Map(matrix.coordinates.map((coordinate, position) => [coordinate, position]));
  indexes.set(matrix, index);
  return index;
}
