import type { DisclosureView } from '@juki/disclosure/tier';
import type { PrefecturalDisclosureContext } from '../../disclosure-services.ts';

/** 開示請求の一覧: within the reach of the caller. */
export function prefecturalDisclosures(
  _root: unknown,
  _none: unknown,
  context: PrefecturalDisclosureContext,
): Promise<readonly DisclosureView[]> {
  return context.services.disclosure.disclosures.list(context);
}
