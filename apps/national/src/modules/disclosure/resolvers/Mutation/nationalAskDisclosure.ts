import type { DisclosureResult, OnlineRequest } from '@juki/disclosure/tier';
import type { NationalDisclosureContext } from '../../disclosure-services.ts';

/** 開示請求: by the person’s own card (住民基本台帳法30条の32). */
export function nationalAskDisclosure(
  _root: unknown,
  { input }: { readonly input: OnlineRequest },
  context: NationalDisclosureContext,
): Promise<DisclosureResult> {
  return context.services.disclosure.disclosures.ask(context, input);
}
