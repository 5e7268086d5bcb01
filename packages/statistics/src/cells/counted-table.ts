/** One way of dividing the people who are counted: by municipality, by sex, by age class. */
export interface Dimension {
  readonly name: string;
  readonly categories: readonly string[];
  /**
   * Which categories may stand for each other without anybody noticing. A number that is published elsewhere ties them:
   * entries and deletions make the change of the population, so an entry may be taken for another entry only. `null`: tied
   * to nothing, and free to stay where it is.
   */
  readonly groupOf?: (category: string) => string | null;
  /** Whether totals along this dimension are published; where not, a reader adds up what is. Default: they are. */
  readonly totals?: boolean;
}

/** Counts by every dimension at once, row-major: the last dimension changes fastest. */
export interface CountedTable {
  readonly dimensions: readonly Dimension[];
  readonly counts: readonly number[];
}

/** Place of a number: an index in each dimension, or `total`. */
export type Place = readonly (number | 'total')[];

/**
 * Every number of a table, its cells and its totals, as one list. The number of a place is found by its key; along each
 * dimension the total stands after the last category.
 */
export interface Numbers {
  readonly places: readonly Place[];
  readonly values: readonly number[];
  /** How far the key moves with one step along each dimension. */
  readonly strides: readonly number[];
  keyOf(place: Place): number;
}

/** Counts all numbers of a table once. */
export function numbersOf({ dimensions, counts }: CountedTable): Numbers {
  let places: Place[] = [[]];
  for (const { categories } of dimensions) {
    const choices = [...categories.keys(), 'total'] as const;
    places = places.flatMap((place) => choices.map((choice) => [...place, choice]));
  }
  const strides = dimensions.map((_, at) => size(dimensions.slice(at + 1), 1));
  const cellStrides = dimensions.map((_, at) => size(dimensions.slice(at + 1), 0));
  const step = (place: Place, along: readonly number[]) =>
    place.reduce<number>((key, index, at) => {
      const last = dimensions[at]?.categories.length ?? 0;
      return key + (index === 'total' ? last : index) * (along[at] ?? 0);
    }, 0);
  const values: number[] = [];
  places.forEach((place, key) => {
    values[key] = place.includes('total') ? 0 : (counts[step(place, cellStrides)] ?? 0);
  });
  // One dimension after the other: a total of totals adds up what was added up before.
  dimensions.forEach(({ categories }, at) => {
    places.forEach((place, key) => {
      if (place[at] !== 'total') return;
      const stride = strides[at] ?? 0;
      let sum = 0;
      for (let back = 1; back <= categories.length; back += 1) sum += values[key - back * stride] ?? 0;
      values[key] = sum;
    });
  });
  return { places, values, strides, keyOf: (place) => step(place, strides) };
}

function size(dimensions: readonly Dimension[], more: number): number {
  return dimensions.reduce((product, { categories }) => product * (categories.length + more), 1);
}
