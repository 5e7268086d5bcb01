import type { ProvisionReport } from '@juki/statistics';
import type { StatisticsContext } from '../../statistics-context.ts';

/** 提供状況の報告 of the body for which the caller acts. */
export function municipalProvisionReport(
  _root: unknown,
  { fiscalYear }: { readonly fiscalYear: number },
  { grant, services: { statistics } }: StatisticsContext,
): Promise<ProvisionReport> {
  return statistics.report(statistics.bodyOf(grant), fiscalYear);
}
