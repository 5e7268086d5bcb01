import type { DisclosureView } from '@juki/disclosure/tier';
import type { NationalDisclosureContext } from '../../disclosure-services.ts';

/** 開示請求の一覧: within the reach of the caller. */
export function nationalDisclosures(
  _root: unknown,
  _none: unknown,
  context: NationalDisclosureContext,
): Promise<readonly DisclosureView[]> {
  return context.services.disclosure.disclosures.list(context);
}
