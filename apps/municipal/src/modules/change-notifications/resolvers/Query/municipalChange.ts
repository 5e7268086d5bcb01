import { holdChanges } from '@juki/change-flow';
import type { ChangeContext } from '../../change-services.ts';
import { municipalityOf } from '../../municipality-of.ts';

/** 異動の状況. */
export async function municipalChange(
  _root: unknown,
  { eventId }: { readonly eventId: string },
  { grant, ledger, services: { 'change-notifications': changes } }: ChangeContext,
) {
  const state = await changes.store.eventState(municipalityOf(grant), eventId);
  const bodyOf = (municipality: string) => municipality;
  if (state) await holdChanges([state], { subjects: changes.subjects, ledger, bodyOf });
  return state;
}
