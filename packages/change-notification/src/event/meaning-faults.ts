import { type ChangeReason, kindOf } from '@juki/identifiers';
import type { ChangeEvent } from './change-event.ts';
import type { Fault } from './fault-codes.ts';

const numberReasons: readonly ChangeReason[] = [
  'INDIVIDUAL_NUMBER_REQUEST',
  'INDIVIDUAL_NUMBER_EX_OFFICIO_CORRECTION',
  'INDIVIDUAL_NUMBER_EX_OFFICIO_ENTRY',
];
const codeReasons: readonly ChangeReason[] = ['RESIDENT_CODE_REQUEST', 'RESIDENT_CODE_EX_OFFICIO_ENTRY'];
const moveOuts: readonly ChangeReason[] = ['MOVE_OUT_DOMESTIC', 'MOVE_OUT_ABROAD'];
const repairs: readonly ChangeReason[] = ['EX_OFFICIO_ENTRY', 'EX_OFFICIO_DELETION', 'EX_OFFICIO_CORRECTION'];

/** Whether the reason concerns the 個人番号 alone (施行規則11条). */
export const changesNumber = (reason: ChangeReason): boolean => numberReasons.includes(reason);
/** Whether the reason concerns the 住民票コード alone. */
export const changesCode = (reason: ChangeReason): boolean => codeReasons.includes(reason);
/** Whether the reason is a move out (転出), the one change that may be planned. */
export const movesOut = (reason: ChangeReason): boolean => moveOuts.includes(reason);

/** What is wrong with items that are each right by themselves. */
export function meaningFaults(event: ChangeEvent): readonly Fault[] {
  const { changeReason: reason } = event;
  const wrong: readonly (Fault & { readonly when: boolean })[] = [
    { field: 'changeReason', code: 'REASON_OF_OTHER_KIND', when: kindOf(reason) !== event.changeKind },
    { field: 'planned', code: 'PLANNED_NOT_MOVE_OUT', when: event.planned && !movesOut(reason) },
    { field: 'changeDate', code: 'BORN_AFTER_CHANGE', when: event.changeDate < event.birthDate },
    // 通称 is of foreign residents, whose 住民票 has no 振り仮名 (30条の45), and 旧氏 of the others.
    { field: 'nameKana', code: 'KANA_OF_FOREIGN_RESIDENT', when: event.alias !== null && event.nameKana !== null },
    { field: 'alias', code: 'ALIAS_WITH_FORMER_SURNAME', when: event.alias !== null && event.formerSurname !== null },
    {
      field: 'formerSurnameKana',
      code: 'FORMER_SURNAME_MISSING',
      when: event.formerSurnameKana !== null && event.formerSurname === null,
    },
    {
      field: 'previousIndividualNumber',
      code: 'NOT_FOR_THIS_REASON',
      when: event.previousIndividualNumber !== null && !changesNumber(reason),
    },
    {
      field: 'previousIndividualNumber',
      code: 'UNCHANGED_NUMBER',
      when: event.previousIndividualNumber === event.individualNumber,
    },
    {
      field: 'previousResidentCode',
      code: 'NOT_FOR_THIS_REASON',
      when: event.previousResidentCode !== null && !changesCode(reason),
    },
    {
      field: 'previousResidentCode',
      code: 'UNCHANGED_NUMBER',
      when: event.previousResidentCode === event.residentCode,
    },
    {
      field: 'movedFrom',
      code: 'NOT_FOR_THIS_REASON',
      when: event.movedFrom !== null && (reason !== 'MOVE_IN_DOMESTIC' || event.movedFrom === event.municipalityCode),
    },
    {
      field: 'firstResidentCode',
      code: 'NOT_FOR_THIS_REASON',
      when: event.firstResidentCode !== null && reason === 'BIRTH',
    },
    { field: 'corrects', code: 'CORRECTS_ITSELF', when: event.corrects === event.eventId },
    { field: 'repair', code: 'REPAIR_REASON', when: event.repair && !repairs.includes(reason) },
  ];
  return wrong.flatMap(({ field, code, when }) => (when ? [{ field, code }] : []));
}
