import type { PersonItems } from '../event/change-event.ts';
import type { Fault, FaultCode } from '../event/fault-codes.ts';
import { changesCode, changesNumber } from '../event/meaning-faults.ts';
import type { Notification } from '../exchange/notification.ts';
import type { FileRow } from './file-row.ts';

type Item = keyof PersonItems;

/** Every item that describes a person, in the order of the law. */
const personItems: readonly Item[] = [
  'name',
  'nameKana',
  'formerSurname',
  'formerSurnameKana',
  'alias',
  'birthDate',
  'sex',
  'address',
  'individualNumber',
  'residentCode',
];

const described = personItems.filter((item) => item !== 'individualNumber' && item !== 'residentCode');

/** Holds what a correction or deletion changes against what its reason may change (施行規則11条). */
export function differenceFaults(notification: Notification, current: FileRow): readonly Fault[] {
  const { changeKind, changeReason } = notification;
  const changed = personItems.filter((item) => notification[item] !== current[item]);
  const beyond = (allowed: readonly Item[], code: FaultCode = 'REASON_CHANGES_MORE'): Fault[] =>
    changed.filter((item) => !allowed.includes(item)).map((field) => ({ field, code }));
  // A deletion states the items as they stood; only the numbers tell that the person is the one meant.
  if (changeKind === 'DELETION') return beyond(described);
  const same: Fault[] = changed.length === 0 ? [{ field: 'changeReason', code: 'NO_DIFFERENCE' }] : [];
  if (changeReason === 'MOVE_WITHIN') return [...same, ...beyond(['address'], 'MOVE_CHANGES_MORE')];
  if (changeReason === 'MINOR_CORRECTION') {
    return [...same, ...beyond(described.filter((item) => item !== 'birthDate' && item !== 'sex'))];
  }
  if (changesNumber(changeReason)) {
    return [...previousNumber(notification, current), ...same, ...beyond(['individualNumber'])];
  }
  if (changesCode(changeReason)) return [...previousCode(notification, current), ...same, ...beyond(['residentCode'])];
  return [...same, ...beyond(described)];
}

function previousNumber({ changeReason, previousIndividualNumber }: Notification, current: FileRow): readonly Fault[] {
  const entered = changeReason === 'INDIVIDUAL_NUMBER_EX_OFFICIO_ENTRY' && previousIndividualNumber === null;
  if (entered || previousIndividualNumber === current.individualNumber) return [];
  return [{ field: 'previousIndividualNumber', code: 'PREVIOUS_NUMBER_WRONG' }];
}

function previousCode({ changeReason, previousResidentCode }: Notification, current: FileRow): readonly Fault[] {
  const entered = changeReason === 'RESIDENT_CODE_EX_OFFICIO_ENTRY' && previousResidentCode === null;
  if (entered || previousResidentCode === current.residentCode) return [];
  return [{ field: 'previousResidentCode', code: 'PREVIOUS_CODE_UNKNOWN' }];
}
