import type { Fault } from '../event/fault-codes.ts';
import { movesOut } from '../event/meaning-faults.ts';
import type { Notification } from '../exchange/notification.ts';
import { differenceFaults } from './difference-faults.ts';
import type { FileRow } from './file-row.ts';

/** Whose file it is: the municipality knows by itself who lives there, so only the tiers above ask (S1 リスク3). */
export type FileKind = 'municipal' | 'prefectural' | 'national';

/** What a file knows about the person of a notification. */
export interface Situation {
  readonly file: FileKind;
  /** The person's current row, wherever in the area of the file; null for one who was never there. */
  readonly current: FileRow | null;
  /** Whether the notifications of a municipality come to this file. */
  readonly covers: (municipalityCode: string) => boolean;
}

/** The result of the logic check. */
export type Verdict =
  | { readonly kind: 'ACCEPTED' }
  | { readonly kind: 'REFUSED'; readonly faults: readonly Fault[] }
  | { readonly kind: 'WAITS' };

/**
 * The logic check (論理チェック, S1 リスク3; F1 5) of a notification against the present state of its person. Who the person is,
 * and whose the numbers are, was settled before (`identify`).
 */
export function examine(notification: Notification, situation: Situation): Verdict {
  const faults = faultsOf(notification, situation);
  if (faults.length > 0) return { kind: 'REFUSED', faults };
  return mustWait(notification, situation) ? { kind: 'WAITS' } : { kind: 'ACCEPTED' };
}

function faultsOf(notification: Notification, { file, current }: Situation): readonly Fault[] {
  const { changeKind, repair } = notification;
  if (current === null && changeKind !== 'ENTRY' && !repair) return [{ field: 'residentCode', code: 'PERSON_UNKNOWN' }];
  if (file === 'municipal') return [];
  const faults: Fault[] = [];
  if (notification.changeDate > notification.notifiedOn && !notification.planned) {
    faults.push({ field: 'changeDate', code: 'DAY_AHEAD' });
  }
  if (repair) return faults;
  switch (changeKind) {
    case 'ENTRY':
      if (notification.changeReason === 'BIRTH' && current !== null) {
        faults.push({ field: 'residentCode', code: 'BIRTH_CODE_EXISTS' });
      }
      if (residence(current) === notification.municipalityCode) {
        faults.push({ field: 'changeKind', code: 'ALREADY_RESIDENT' });
      }
      break;
    case 'DELETION':
    case 'CORRECTION':
      if (current === null || !mayChange(notification, current)) {
        faults.push({ field: 'changeKind', code: 'NOT_RESIDENT' });
      } else {
        faults.push(...differenceFaults(notification, current));
      }
  }
  return faults;
}

/**
 * The two notifications of a move come from two municipalities, in either order: an entry waits while the person still
 * stands in the other one, or while the departure that it names has not been seen. Refusing instead would make every
 * move that overtakes its other half the work of a clerk, and accepting would let one person live in two places.
 */
function mustWait(notification: Notification, { file, current, covers }: Situation): boolean {
  const { changeKind, municipalityCode, movedFrom, repair } = notification;
  if (file === 'municipal' || repair || changeKind !== 'ENTRY') return false;
  const home = residence(current);
  if (home !== null && home !== municipalityCode) return true;
  return movedFrom !== null && covers(movedFrom) && current?.municipalityCode !== movedFrom;
}

/** Where the person lives as far as the file knows; null for somebody deleted or never there. */
function residence(row: FileRow | null): string | null {
  return row === null || row.changeKind === 'DELETION' ? null : row.municipalityCode;
}

/** A resident, or somebody whose planned departure has not come: that may be planned anew, or overtaken by death. */
function mayChange(notification: Notification, current: FileRow): boolean {
  if (current.municipalityCode !== notification.municipalityCode) return false;
  if (current.changeKind !== 'DELETION') return true;
  const planned = movesOut(current.changeReason) && current.changeDate > notification.changeDate;
  return planned && notification.changeKind === 'DELETION';
}
