import type { Statistics } from '@juki/statistics';
import type { StatisticsContext } from '../../statistics-context.ts';

/** 異動 of the prefecture for which the caller acts. */
export function prefecturalMoves(
  _root: unknown,
  { month }: { readonly month: string },
  { grant, services: { statistics } }: StatisticsContext,
): Promise<Statistics> {
  return statistics.population.moves(statistics.bodyOf(grant).slice(0, 2), month);
}
