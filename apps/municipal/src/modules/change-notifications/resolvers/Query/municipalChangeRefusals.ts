import { holdChanges } from '@juki/change-flow';
import type { ChangeContext } from '../../change-services.ts';
import { municipalityOf } from '../../municipality-of.ts';

/** 未処理の通知エラー. */
export async function municipalChangeRefusals(
  _root: unknown,
  { answered }: { readonly answered: boolean },
  { grant, ledger, services: { 'change-notifications': changes } }: ChangeContext,
) {
  const refusals = await changes.store.refusals(municipalityOf(grant), answered ? 'all' : 'open');
  await holdChanges(refusals, { subjects: changes.subjects, ledger, bodyOf: (municipality) => municipality });
  return refusals;
}
