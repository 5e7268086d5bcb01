import type { DisclosureResult, OnlineRequest } from '@juki/disclosure/tier';
import type { PrefecturalDisclosureContext } from '../../disclosure-services.ts';

/** 開示請求: by the person’s own card (住民基本台帳法30条の32). */
export function prefecturalAskDisclosure(
  _root: unknown,
  { input }: { readonly input: OnlineRequest },
  context: PrefecturalDisclosureContext,
): Promise<DisclosureResult> {
  return context.services.disclosure.disclosures.ask(context, input);
}
