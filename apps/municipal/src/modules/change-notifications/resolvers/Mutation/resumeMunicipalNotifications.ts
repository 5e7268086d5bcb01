import { JukiError } from '@juki/errors';
import type { ChangeContext } from '../../change-services.ts';
import { municipalityOf } from '../../municipality-of.ts';

/** 通知の再開: only a person knows that a backup was restored, and that no copy of the municipality's CS runs beside it. */
export function resumeMunicipalNotifications(_root: unknown, _none: unknown, { grant, services }: ChangeContext) {
  if (grant.actor.kind !== 'operator') {
    throw new JukiError('OPERATION_REFUSED', 'An operator decides that a halted sender goes on, not a machine.');
  }
  const sender = services['change-notifications'].senderOf(municipalityOf(grant));
  sender.resume();
  return sender.state();
}
