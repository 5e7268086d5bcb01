import type { NotificationCount } from '@juki/statistics';
import type { StatisticsContext } from '../../statistics-context.ts';

/** 通知の件数 of the municipalities of the body for which the caller acts. */
export function prefecturalNotificationCounts(
  _root: unknown,
  { fiscalYear }: { readonly fiscalYear: number },
  { grant, services: { statistics } }: StatisticsContext,
): Promise<readonly NotificationCount[]> {
  return statistics.notifications(statistics.bodyOf(grant), fiscalYear);
}
