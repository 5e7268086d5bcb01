import type { Statistics } from '@juki/statistics';
import type { StatisticsContext } from '../../statistics-context.ts';

/** 人口 of the prefecture for which the caller acts. */
export function prefecturalPopulation(
  _root: unknown,
  { month }: { readonly month: string },
  { grant, services: { statistics } }: StatisticsContext,
): Promise<Statistics> {
  return statistics.population.population(statistics.bodyOf(grant).slice(0, 2), month);
}
