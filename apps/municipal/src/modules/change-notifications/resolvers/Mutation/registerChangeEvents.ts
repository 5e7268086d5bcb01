import type { UnverifiedEvent } from '../../change-intake.ts';
import type { ChangeContext } from '../../change-services.ts';
import { municipalityOf } from '../../municipality-of.ts';

/** 異動の受付 (住民基本台帳法7条, 8条; 30条の6). */
export function registerChangeEvents(
  _root: unknown,
  { events }: { readonly events: readonly UnverifiedEvent[] },
  { grant, ledger, services }: ChangeContext,
) {
  return services['change-notifications'].intake.register(municipalityOf(grant), events, ledger);
}
