import { JukiError } from '@juki/errors';
import { legalDateAt } from '@juki/legal-basis';
import type { CountedTable } from '../cells/counted-table.ts';
import { suppressCells } from '../cells/suppress-cells.ts';
import type { PopulationRepository, StatisticsKind } from './population-repository.ts';
import { movesTable, populationTable } from './tables.ts';

/** A number of a table as it is published; `null` in a dimension stands for its total, as `value` for a suppressed one. */
export interface StatisticsCell {
  readonly municipality: string | null;
  readonly sex: string | null;
  readonly ageClass: string | null;
  readonly reason: string | null;
  readonly value: number | null;
}

/** 統計資料 (30条の15第1項4号): aggregates only. */
export interface Statistics {
  readonly reference: string;
  readonly threshold: number;
  readonly publishedAt: string;
  /** Nothing can be shown without giving a small number back. */
  readonly withheld: boolean;
  readonly cells: readonly StatisticsCell[];
}

/** Statistics of a prefecture, for the resolvers. */
export interface Population {
  /** Of the first day of a month, `YYYY-MM`. */
  population(prefecture: string, month: string): Promise<Statistics>;
  /** Of a month that is over, `YYYY-MM`. */
  moves(prefecture: string, month: string): Promise<Statistics>;
}

/** What the statistics are made of. */
export interface PopulationOptions {
  readonly repository: PopulationRepository;
  readonly clock: () => number;
  /** 秘匿の基準: numbers from 1 to below this are suppressed. */
  readonly threshold?: number;
}

/** Unless another is set. Ten is what the age tables of many municipalities use. */
const defaultThreshold = 10;

const monthForm = /^(20[0-9]{2})-(0[1-9]|1[0-2])$/;

/**
 * Makes statistics once for a reference day, and gives the same table ever after: corrections that come later, or another
 * threshold, would make a second one whose difference from the first tells of few people. For the same reason a caller
 * chooses a month, and neither classes nor filters.
 */
export function createPopulation({ repository, clock, threshold = defaultThreshold }: PopulationOptions): Population {
  async function made(
    asked: { readonly prefecture: string; readonly kind: StatisticsKind; readonly reference: string },
    count: () => Promise<CountedTable>,
  ): Promise<Statistics> {
    const { prefecture, kind, reference } = asked;
    let publication = await repository.published(prefecture, kind, reference);
    if (!publication) {
      const content = published(await count(), threshold);
      await repository.publish({ ...asked, threshold, content, at: new Date(clock()) });
      publication = await repository.published(prefecture, kind, reference);
    }
    const { withheld, cells } = parse(publication?.content);
    return {
      reference,
      threshold: publication?.threshold ?? threshold,
      publishedAt: publication?.publishedAt ?? '',
      withheld,
      cells,
    };
  }

  return {
    async population(prefecture, month) {
      const reference = firstOf(month);
      if (reference > legalDateAt(clock())) throw notYet(month);
      return made({ prefecture, kind: 'POPULATION', reference }, async () =>
        populationTable(await repository.population(prefecture, reference)),
      );
    },
    async moves(prefecture, month) {
      const reference = firstOf(month);
      if (month >= legalDateAt(clock()).slice(0, 7)) throw notYet(month);
      return made({ prefecture, kind: 'MOVES', reference }, async () =>
        movesTable(await repository.moves(prefecture, reference)),
      );
    },
  };
}

function firstOf(month: string): string {
  if (monthForm.test(month)) return `${month}-01`;
  throw new JukiError('BAD_PERIOD', 'A month is written YYYY-MM.');
}

function notYet(month: string): JukiError {
  return new JukiError('BAD_PERIOD', `The month ${month} cannot be counted yet.`);
}

function published(table: CountedTable, threshold: number): { withheld: boolean; cells: readonly StatisticsCell[] } {
  const { dimensions } = table;
  const result = dimensions.some(({ categories }) => categories.length === 0)
    ? ({ kind: 'withheld' } as const)
    : suppressCells(table, threshold);
  if (result.kind === 'withheld') return { withheld: true, cells: [] };
  const cells = result.numbers.map(({ place, value }) => {
    const named = (name: string) => {
      const at = dimensions.findIndex((dimension) => dimension.name === name);
      const index = place[at];
      return typeof index === 'number' ? (dimensions[at]?.categories[index] ?? null) : null;
    };
    return {
      municipality: named('municipality'),
      sex: named('sex'),
      ageClass: named('ageClass'),
      reason: named('reason'),
      value,
    };
  });
  return { withheld: false, cells };
}

/** What this module wrote itself: read carefully all the same, since a database is outside. */
function parse(content: unknown): { readonly withheld: boolean; readonly cells: readonly StatisticsCell[] } {
  const { withheld, cells } = fields(content);
  const list: readonly unknown[] = Array.isArray(cells) ? cells : [];
  return {
    withheld: withheld !== false,
    cells: list.map((cell) => {
      const { municipality, sex, ageClass, reason, value } = fields(cell);
      const text = (word: unknown) => (typeof word === 'string' ? word : null);
      return {
        municipality: text(municipality),
        sex: text(sex),
        ageClass: text(ageClass),
        reason: text(reason),
        value: typeof value === 'number' ? value : null,
      };
    }),
  };
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
