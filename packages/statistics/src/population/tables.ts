import type { CountedTable, Dimension } from '../cells/counted-table.ts';
import type { MoveCount, PopulationCount } from './population-repository.ts';

/** 0 to 4 years, …, 100 and older: the classes of 住民基本台帳年齢階級別人口. */
const ageClasses = Array.from({ length: 21 }, (_, index) => (index === 20 ? '100-' : `${index * 5}-${index * 5 + 4}`));

const entries = [
  'MOVE_IN_DOMESTIC',
  'MOVE_IN_FROM_ABROAD',
  'BIRTH',
  'EX_OFFICIO_ENTRY_NATURALISATION',
  'EX_OFFICIO_ENTRY_NATIONALITY_LOST',
  'EX_OFFICIO_ENTRY',
];
const deletions = [
  'MOVE_OUT_DOMESTIC',
  'MOVE_OUT_ABROAD',
  'DEATH',
  'EX_OFFICIO_DELETION_NATURALISATION',
  'EX_OFFICIO_DELETION_NATIONALITY_LOST',
  'EX_OFFICIO_DELETION',
];

/** 人口: by municipality, sex and five-year age class. */
export function populationTable(counts: readonly PopulationCount[]): CountedTable {
  const municipalities = distinct(counts.map(({ municipality }) => municipality));
  const dimensions: readonly Dimension[] = [
    { name: 'municipality', categories: municipalities },
    { name: 'sex', categories: ['MALE', 'FEMALE'] },
    { name: 'ageClass', categories: ageClasses },
  ];
  return filled(
    dimensions,
    counts.map(({ municipality, sex, ageClass, people }) => ({
      at: [municipality, sex, ageClasses[ageClass] ?? ''],
      count: people,
    })),
  );
}

/**
 * 異動: by municipality and reason. Entries less deletions are the change of the population, which the tables of two
 * months give: so a number may hide behind one of its own kind only. Moves within a municipality change no population.
 */
export function movesTable(counts: readonly MoveCount[]): CountedTable {
  const dimensions: readonly Dimension[] = [
    { name: 'municipality', categories: distinct(counts.map(({ municipality }) => municipality)) },
    {
      name: 'reason',
      categories: [...entries, ...deletions, 'MOVE_WITHIN'],
      totals: false,
      groupOf: (reason) => (entries.includes(reason) ? 'entry' : deletions.includes(reason) ? 'deletion' : null),
    },
  ];
  return filled(
    dimensions,
    counts.map(({ municipality, reason, events }) => ({ at: [municipality, reason], count: events })),
  );
}

function filled(
  dimensions: readonly Dimension[],
  counted: readonly { readonly at: readonly string[]; readonly count: number }[],
): CountedTable {
  const size = dimensions.reduce((product, { categories }) => product * categories.length, 1);
  const counts = Array.from({ length: size }, () => 0);
  for (const { at, count } of counted) {
    const index = dimensions.reduce((flat, { categories }, dimension) => {
      return flat * categories.length + categories.indexOf(at[dimension] ?? '');
    }, 0);
    counts[index] = count;
  }
  return { dimensions, counts };
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}
