import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CountedTable, numbersOf, type Place } from './counted-table.ts';
import { type PublishedNumber, suppressCells } from './suppress-cells.ts';

const named = (size: number, prefix: string) => Array.from({ length: size }, (_, index) => `${prefix}${index}`);

const tables = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 3 }))
  .chain(([places, sexes, ages]) =>
    fc.record({
      dimensions: fc.constant([
        { name: 'place', categories: named(places, 'p') },
        { name: 'sex', categories: named(sexes, 's') },
        { name: 'age', categories: named(ages, 'a') },
      ]),
      counts: fc.array(fc.integer({ min: 0, max: 7 }), {
        minLength: places * sexes * ages,
        maxLength: places * sexes * ages,
      }),
    }),
  );

test('every number that is published is true, and zero or not below the threshold', () => {
  fc.assert(
    fc.property(tables, fc.integer({ min: 1, max: 5 }), (table, threshold) => {
      const result = suppressCells(table, threshold);
      if (result.kind === 'withheld') return;
      for (const { place, value } of result.numbers) {
        if (value === null) continue;
        expect(value).toBe(numberAt(table, place));
        expect(value === 0 || value >= threshold).toBe(true);
      }
      expect(result.numbers).toHaveLength(numbersOf(table).places.length);
    }),
  );
});

test('no suppressed number can be recomputed from the published ones', () => {
  fc.assert(
    fc.property(tables, fc.integer({ min: 1, max: 4 }), (table, threshold) => {
      const result = suppressCells(table, threshold);
      if (result.kind === 'withheld') return;
      for (const { place, value } of result.numbers) {
        if (value === null) expect(isDetermined(table, result.numbers, place)).toBe(false);
      }
    }),
    { numRuns: 300 },
  );
});

test('without the further suppressions a total gives a small cell back, and the check of these tests sees it', () => {
  const table = tableOf([2, 1, 2], [1, 9, 9, 9]);
  const naive = numbersOf(table).places.map((place) => ({ place, value: atLeast(3, numberAt(table, place)) }));
  expect(isDetermined(table, naive, [0, 0, 0])).toBe(true);
});

describe('a table', () => {
  test('in which nothing is small is published as it is', () => {
    const table = tableOf([2, 2, 2], [10, 11, 12, 13, 14, 15, 16, 17]);
    expect(suppressCells(table, 10)).toEqual({
      kind: 'published',
      numbers: numbersOf(table).places.map((place) => ({ place, value: numberAt(table, place) })),
    });
  });

  test('with too few people in all is withheld whole', () => {
    expect(suppressCells(tableOf([2, 1, 2], [1, 1, 0, 1]), 5)).toEqual({ kind: 'withheld' });
  });

  test('with nobody says so', () => {
    expect(suppressCells(tableOf([1, 1, 2], [0, 0]), 5)).toMatchObject({ kind: 'published', numbers: { length: 12 } });
  });

  test('with one place, one sex and one class below the threshold has nothing to hide behind', () => {
    expect(suppressCells(tableOf([1, 1, 1], [4]), 5)).toEqual({ kind: 'withheld' });
  });
});

describe('where entries and deletions make a change of the population that is known elsewhere', () => {
  const reasons = ['entry: birth', 'entry: move', 'deletion: death', 'deletion: move', 'within'];
  const groupOf = (reason: string) => (reason === 'within' ? null : (reason.split(':')[0] ?? ''));
  const table = (counts: readonly number[]): CountedTable => ({
    dimensions: [
      { name: 'place', categories: named(counts.length / 5, 'p') },
      { name: 'reason', categories: reasons, groupOf, totals: false },
    ],
    counts,
  });

  test('a small number hides with another of its own kind, so that the difference comes out the same', () => {
    const result = suppressCells(table([2, 30, 20, 20, 50, 20, 20, 20, 20, 50]), 5);
    expect(result).toMatchObject({ kind: 'published' });
    if (result.kind === 'withheld') return;
    const hidden = result.numbers.filter(({ value }) => value === null).map(({ place }) => place);
    const [first, second] = [hidden.filter(([place]) => place === 0), hidden.filter(([place]) => place === 1)];
    expect(first.map(([, reason]) => reason)).toEqual([0, 1]);
    // No total counts the reasons, but every total of places counts this one.
    expect([...second, ...hidden.filter(([place]) => place === 'total')].length).toBeGreaterThan(0);
  });

  test('a number hides behind a zero of its own kind, if there is nothing better', () => {
    const result = suppressCells(table([2, 0, 20, 20, 50]), 5);
    expect(result).toMatchObject({ kind: 'published' });
    if (result.kind === 'withheld') return;
    const shown = result.numbers.filter(({ value }) => value !== null).map(({ place }) => place);
    expect(shown).toEqual(
      [2, 3, 4]
        .flatMap((reason) => [
          [0, reason],
          ['total', reason],
        ])
        .sort(byPlace),
    );
  });
});

test('a prefecture of 43 municipalities is done in seconds', () => {
  const random = fc.sample(fc.integer({ min: 0, max: 400 }), { numRuns: 43 * 2 * 21, seed: 1 });
  const table = tableOf(
    [43, 2, 21],
    random.map((count) => (count < 40 ? Math.floor(count / 10) : count)),
  );
  const result = suppressCells(table, 10);
  expect(result.kind).toBe('published');
}, 20_000);

function tableOf(sizes: readonly number[], counts: readonly number[]): CountedTable {
  return {
    dimensions: sizes.map((size, index) => ({ name: `d${index}`, categories: named(size, `c${index}-`) })),
    counts,
  };
}

/** As a table lists its numbers: totals after the categories. */
function byPlace(one: readonly (number | string)[], other: readonly (number | string)[]): number {
  const [a, b] = [one, other].map((place) => place.map(String).join('/').replace('total', '9'));
  return (a ?? '') < (b ?? '') ? -1 : 1;
}

function atLeast(threshold: number, value: number): number | null {
  return value > 0 && value < threshold ? null : value;
}

/**
 * Whether the published numbers leave one value only for a number, by trying all ways to put one person more or fewer into
 * each cell: another way of asking than the one of the guard.
 */
function isDetermined(table: CountedTable, numbers: readonly PublishedNumber[], asked: Place): boolean {
  const cells = numbersOf(table).places.filter((place) => !place.includes('total'));
  const within = (place: Place) => cells.flatMap((cell, index) => (counts(place, cell) ? [index] : []));
  const sums = numbers
    .filter(({ value }) => value !== null)
    .map(({ place }) => ({ change: 0, open: within(place).length, cells: new Set(within(place)) }));
  const wanted = new Set(within(asked));
  const ofCell = cells.map((_, index) => sums.filter((sum) => sum.cells.has(index)));
  const held = cells.map((cell) => numberAt(table, cell));

  const another = (index: number, change: number): boolean => {
    if (index === cells.length) return change !== 0;
    const involved = ofCell[index] ?? [];
    for (const step of [0, 1, -1]) {
      if ((held[index] ?? 0) + step < 0) continue;
      for (const sum of involved) {
        sum.change += step;
        sum.open -= 1;
      }
      const fits = involved.every((sum) => Math.abs(sum.change) <= sum.open);
      const found = fits && another(index + 1, change + (wanted.has(index) ? step : 0));
      for (const sum of involved) {
        sum.change -= step;
        sum.open += 1;
      }
      if (found) return true;
    }
    return false;
  };
  return !another(0, 0);
}

function numberAt(table: CountedTable, place: Place): number {
  const numbers = numbersOf(table);
  return numbers.values[numbers.keyOf(place)] ?? Number.NaN;
}

function counts(place: Place, cell: Place): boolean {
  return place.every((index, dimension) => index === 'total' || index === cell[dimension]);
}
