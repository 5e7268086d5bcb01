import { legalDateAt } from '@juki/legal-basis';
import type { Acting, MoveServices } from './move-services.ts';
import { noteSubjects } from './note-subjects.ts';

/** 消去 of what nobody claimed in time (24条の2第4項, 令24条の4). */
export async function eraseUnclaimed(
  { notices }: MoveServices,
  { municipalityCode, now, ledger }: Acting,
): Promise<{ readonly notices: number; readonly persons: number }> {
  const erased = await notices.erase(municipalityCode, legalDateAt(now), new Date(now));
  noteSubjects(
    ledger,
    'Mutation.eraseUnclaimedMoveNotices',
    municipalityCode,
    erased.map(({ ref }) => ref),
  );
  return { notices: new Set(erased.map(({ messageId }) => messageId)).size, persons: erased.length };
}
