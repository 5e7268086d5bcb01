import { individualNumberCheckDigit, kindOf, residentCodeCheckDigit } from '@juki/identifiers';
import type { ChangeEvent } from './change-event.ts';

/** A 個人番号 with a right check digit, of nobody. */
export function numberOf(index: number): string {
  const body = String(index).padStart(11, '0');
  return `${body}${individualNumberCheckDigit(body)}`;
}

/** A 住民票コード with a right check digit, of nobody. */
export function codeOf(index: number): string {
  const body = String(index).padStart(10, '0');
  return `${body}${residentCodeCheckDigit(body)}`;
}

let made = 0;

/** A sound event: a child born in Toyonaka, unless told otherwise. */
export function event(more: Partial<ChangeEvent> = {}): ChangeEvent {
  made += 1;
  const changeReason = more.changeReason ?? 'BIRTH';
  return {
    eventId: `event-${made}`,
    municipalityCode: '272035',
    changeKind: kindOf(changeReason),
    changeReason,
    changeDate: '2026-11-19',
    planned: false,
    name: '住基　花子',
    nameKana: 'ジュウキ　ハナコ',
    formerSurname: null,
    formerSurnameKana: null,
    alias: null,
    birthDate: '2026-11-19',
    sex: 'FEMALE',
    address: '中桜塚三丁目1番1号',
    individualNumber: numberOf(1),
    residentCode: codeOf(1),
    previousIndividualNumber: null,
    previousResidentCode: null,
    firstResidentCode: null,
    movedFrom: null,
    corrects: null,
    repair: false,
    ...more,
  };
}
