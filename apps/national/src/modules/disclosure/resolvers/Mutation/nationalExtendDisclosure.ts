import type { DisclosureResult, ExtensionInput } from '@juki/disclosure/tier';
import type { NationalDisclosureContext } from '../../disclosure-services.ts';

/** 期限の延長 (住民基本台帳法30条の33第2項). */
export function nationalExtendDisclosure(
  _root: unknown,
  { input }: { readonly input: ExtensionInput },
  context: NationalDisclosureContext,
): Promise<DisclosureResult> {
  return context.services.disclosure.disclosures.extend(context, input);
}
