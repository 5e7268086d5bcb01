import type { DisclosureResult, PrintedInput } from '@juki/disclosure/tier';
import type { NationalDisclosureContext } from '../../disclosure-services.ts';

/** 書面の作成の記録. */
export function nationalNoteDisclosurePrinted(
  _root: unknown,
  { input }: { readonly input: PrintedInput },
  context: NationalDisclosureContext,
): Promise<DisclosureResult> {
  return context.services.disclosure.disclosures.printed(context, input);
}
