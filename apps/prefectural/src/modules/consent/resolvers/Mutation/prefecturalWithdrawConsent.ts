import type { ConsentContext } from '../../consent-context.ts';
import type { ConsentResult } from '../../consent-services.ts';

/** 同意の撤回: from today on the affair reaches the person no more. */
export function prefecturalWithdrawConsent(
  _root: unknown,
  { consent: id }: { readonly consent: string },
  { grant, services: { consent } }: ConsentContext,
): Promise<ConsentResult> {
  return consent.withdraw(grant, id);
}
