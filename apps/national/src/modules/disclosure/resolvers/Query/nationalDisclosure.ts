import type { DisclosureView } from '@juki/disclosure/tier';
import type { NationalDisclosureContext } from '../../disclosure-services.ts';

/** 開示請求: within the reach of the caller. */
export function nationalDisclosure(
  _root: unknown,
  { number }: { readonly number: string },
  context: NationalDisclosureContext,
): Promise<DisclosureView | null> {
  return context.services.disclosure.disclosures.find(context, number);
}
