import type { CorrectionResult, StepInput } from '@juki/disclosure/tier';
import type { NationalDisclosureContext } from '../../disclosure-services.ts';

/** 申出をした者への通知 (住民基本台帳法30条の35). */
export function nationalAnswerCorrection(
  _root: unknown,
  { input }: { readonly input: StepInput },
  context: NationalDisclosureContext,
): Promise<CorrectionResult> {
  return context.services.disclosure.corrections.answer(context, input);
}
