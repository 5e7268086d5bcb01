import type { DisclosureResult, StepInput } from '@juki/disclosure/tier';
import type { NationalDisclosureContext } from '../../disclosure-services.ts';

/** 書面の交付の記録. */
export function nationalNoteDisclosureHandedOver(
  _root: unknown,
  { input }: { readonly input: StepInput },
  context: NationalDisclosureContext,
): Promise<DisclosureResult> {
  return context.services.disclosure.disclosures.handedOver(context, input);
}
