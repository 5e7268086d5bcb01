import type { CounterRequest, DisclosureResult } from '@juki/disclosure/tier';
import type { PrefecturalDisclosureContext } from '../../disclosure-services.ts';

/** 受付（窓口）: a request in writing, after the identity check (S0 3-①). */
export function prefecturalReceiveDisclosure(
  _root: unknown,
  { input }: { readonly input: CounterRequest },
  context: PrefecturalDisclosureContext,
): Promise<DisclosureResult> {
  return context.services.disclosure.disclosures.receive(context, input);
}
