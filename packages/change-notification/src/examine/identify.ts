import type { Fault } from '../event/fault-codes.ts';
import { changesCode } from '../event/meaning-faults.ts';
import type { Notification } from '../exchange/notification.ts';

/** Who holds a number or code, as far as a file knows. */
export interface Holders {
  /** The `ref` of the person who has or ever had the number; null for one that nobody had. */
  numberHolder(individualNumber: string): string | null;
  codeHolder(residentCode: string): string | null;
  /** The `ref` of a person whom the network first knows under a code: a keyed hash of it. */
  refOfFirst(residentCode: string): string;
}

/** Whose notification it is, and what speaks against it; null where nobody could be found. */
export interface Identified {
  readonly ref: string | null;
  readonly faults: readonly Fault[];
}

/**
 * Finds the person. A known code leads to its holder; a new code replaces a former one that must be known; somebody who
 * moves in under an unknown code is the person of `firstResidentCode`, or new. Numbers and codes belong to one person
 * for ever (番号法8条2項1号), former ones included.
 */
export function identify(notification: Notification, holders: Holders): Identified {
  const { residentCode, previousResidentCode, firstResidentCode } = notification;
  const holder = holders.codeHolder(residentCode);
  const first =
    firstResidentCode === null
      ? null
      : (holders.codeHolder(firstResidentCode) ?? holders.refOfFirst(firstResidentCode));
  const ref = refOf(notification, holders, holder, first);
  if (ref === null) {
    const fault: Fault = changesCode(notification.changeReason)
      ? { field: 'previousResidentCode', code: 'PREVIOUS_CODE_UNKNOWN' }
      : { field: 'residentCode', code: 'PERSON_UNKNOWN' };
    return { ref, faults: [fault] };
  }
  const faults: Fault[] = [];
  if (holder !== null && holder !== ref) faults.push({ field: 'residentCode', code: 'CODE_OF_ANOTHER' });
  if (first !== null && first !== ref) faults.push({ field: 'firstResidentCode', code: 'CODE_OF_ANOTHER' });
  const previous = previousResidentCode === null ? null : holders.codeHolder(previousResidentCode);
  if (previous !== null && previous !== ref) faults.push({ field: 'previousResidentCode', code: 'CODE_OF_ANOTHER' });
  const numberHolder = holders.numberHolder(notification.individualNumber);
  if (numberHolder !== null && numberHolder !== ref) {
    faults.push({ field: 'individualNumber', code: 'NUMBER_OF_ANOTHER' });
  }
  return { ref, faults };
}

function refOf(
  notification: Notification,
  holders: Holders,
  holder: string | null,
  first: string | null,
): string | null {
  const { changeReason, changeKind, residentCode, previousResidentCode, repair } = notification;
  if (changesCode(changeReason)) {
    return (previousResidentCode === null ? null : holders.codeHolder(previousResidentCode)) ?? first;
  }
  if (holder !== null || first !== null) return holder ?? first;
  return changeKind === 'ENTRY' || repair ? holders.refOfFirst(residentCode) : null;
}
