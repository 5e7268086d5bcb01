import type { DisclosureView } from '@juki/disclosure/tier';
import type { PrefecturalDisclosureContext } from '../../disclosure-services.ts';

/** 開示請求: within the reach of the caller. */
export function prefecturalDisclosure(
  _root: unknown,
  { number }: { readonly number: string },
  context: PrefecturalDisclosureContext,
): Promise<DisclosureView | null> {
  return context.services.disclosure.disclosures.find(context, number);
}
