import type { CounterRequest, DisclosureResult } from '@juki/disclosure/tier';
import type { NationalDisclosureContext } from '../../disclosure-services.ts';

/** 受付（窓口）: a request in writing, after the identity check (S0 3-①). */
export function nationalReceiveDisclosure(
  _root: unknown,
  { input }: { readonly input: CounterRequest },
  context: NationalDisclosureContext,
): Promise<DisclosureResult> {
  return context.services.disclosure.disclosures.receive(context, input);
}
