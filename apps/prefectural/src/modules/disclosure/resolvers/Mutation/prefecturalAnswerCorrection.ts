import type { CorrectionResult, StepInput } from '@juki/disclosure/tier';
import type { PrefecturalDisclosureContext } from '../../disclosure-services.ts';

/** 申出をした者への通知 (住民基本台帳法30条の35). */
export function prefecturalAnswerCorrection(
  _root: unknown,
  { input }: { readonly input: StepInput },
  context: PrefecturalDisclosureContext,
): Promise<CorrectionResult> {
  return context.services.disclosure.corrections.answer(context, input);
}
