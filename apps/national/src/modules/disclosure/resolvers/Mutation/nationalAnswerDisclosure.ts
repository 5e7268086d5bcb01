import type { AnswerInput, DisclosureResult } from '@juki/disclosure/tier';
import type { NationalDisclosureContext } from '../../disclosure-services.ts';

/** 決定 (住民基本台帳法30条の32第2項); whether a record exists is looked up here. */
export function nationalAnswerDisclosure(
  _root: unknown,
  { input }: { readonly input: AnswerInput },
  context: NationalDisclosureContext,
): Promise<DisclosureResult> {
  return context.services.disclosure.disclosures.answer(context, input);
}
