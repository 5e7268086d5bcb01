import type { CorrectionResult, StepInput } from '@juki/disclosure/tier';
import type { NationalDisclosureContext } from '../../disclosure-services.ts';

/** 市町村CSによる受領. */
export function nationalTakeCorrection(
  _root: unknown,
  { input }: { readonly input: StepInput },
  context: NationalDisclosureContext,
): Promise<CorrectionResult> {
  return context.services.disclosure.corrections.taken(context, input);
}
