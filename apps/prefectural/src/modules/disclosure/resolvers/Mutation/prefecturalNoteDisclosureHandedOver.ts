import type { DisclosureResult, StepInput } from '@juki/disclosure/tier';
import type { PrefecturalDisclosureContext } from '../../disclosure-services.ts';

/** 書面の交付の記録. */
export function prefecturalNoteDisclosureHandedOver(
  _root: unknown,
  { input }: { readonly input: StepInput },
  context: PrefecturalDisclosureContext,
): Promise<DisclosureResult> {
  return context.services.disclosure.disclosures.handedOver(context, input);
}
