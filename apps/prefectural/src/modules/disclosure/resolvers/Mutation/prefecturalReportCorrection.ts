import type { CorrectionResult, ReportInput } from '@juki/disclosure/tier';
import type { PrefecturalDisclosureContext } from '../../disclosure-services.ts';

/** 市町村CSによる調査結果の回答. */
export function prefecturalReportCorrection(
  _root: unknown,
  { input }: { readonly input: ReportInput },
  context: PrefecturalDisclosureContext,
): Promise<CorrectionResult> {
  return context.services.disclosure.corrections.report(context, input);
}
