import type { ProvisionEntry } from '@juki/statistics';
import type { StatisticsContext } from '../../statistics-context.ts';

/** 提供の帳簿 of the body for which the caller acts. */
export function municipalProvisionBook(
  _root: unknown,
  { month }: { readonly month: string },
  { grant, services: { statistics } }: StatisticsContext,
): Promise<readonly ProvisionEntry[]> {
  return statistics.book(statistics.bodyOf(grant), month);
}
