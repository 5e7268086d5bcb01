import type { CorrectionResult, StepInput } from '@juki/disclosure/tier';
import type { PrefecturalDisclosureContext } from '../../disclosure-services.ts';

/** 市町村CSによる受領. */
export function prefecturalTakeCorrection(
  _root: unknown,
  { input }: { readonly input: StepInput },
  context: PrefecturalDisclosureContext,
): Promise<CorrectionResult> {
  return context.services.disclosure.corrections.taken(context, input);
}
