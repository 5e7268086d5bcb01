import type { DisclosureResult, ExtensionInput } from '@juki/disclosure/tier';
import type { PrefecturalDisclosureContext } from '../../disclosure-services.ts';

/** 期限の延長 (住民基本台帳法30条の33第2項). */
export function prefecturalExtendDisclosure(
  _root: unknown,
  { input }: { readonly input: ExtensionInput },
  context: PrefecturalDisclosureContext,
): Promise<DisclosureResult> {
  return context.services.disclosure.disclosures.extend(context, input);
}
