import type { DisclosureResult, PrintedInput } from '@juki/disclosure/tier';
import type { PrefecturalDisclosureContext } from '../../disclosure-services.ts';

/** 書面の作成の記録. */
export function prefecturalNoteDisclosurePrinted(
  _root: unknown,
  { input }: { readonly input: PrintedInput },
  context: PrefecturalDisclosureContext,
): Promise<DisclosureResult> {
  return context.services.disclosure.disclosures.printed(context, input);
}
