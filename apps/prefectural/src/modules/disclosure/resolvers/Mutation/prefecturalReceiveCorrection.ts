import type { CorrectionInput, CorrectionResult } from '@juki/disclosure/tier';
import type { PrefecturalDisclosureContext } from '../../disclosure-services.ts';

/** 訂正等の申出の受付 (住民基本台帳法30条の35). */
export function prefecturalReceiveCorrection(
  _root: unknown,
  { input }: { readonly input: CorrectionInput },
  context: PrefecturalDisclosureContext,
): Promise<CorrectionResult> {
  return context.services.disclosure.corrections.receive(context, input);
}
