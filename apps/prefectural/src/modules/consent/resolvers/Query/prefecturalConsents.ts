import type { ConsentContext } from '../../consent-context.ts';
import type { Consent } from '../../consent-repository.ts';

/** 同意の記録 under a case, newest first. */
export function prefecturalConsents(
  _root: unknown,
  { caseNumber }: { readonly caseNumber: string },
  { grant, services: { consent } }: ConsentContext,
): Promise<readonly Consent[]> {
  return consent.list(grant, caseNumber);
}
