import { invariant } from '@juki/errors';
import { type ChangeReason, kindOf, type LocalGovernmentCode, prefectureOf } from '@juki/identifiers';
import type { ChangeNotice, ResidentItems } from './record-revision.ts';

/** Something that happened to a person and reached a register: the reason says what, `changes` what it left different. */
export interface LifeEvent {
  readonly date: string;
  readonly reason: ChangeReason;
  /** Where an entry is made; without it, where the person was last. */
  readonly municipality?: LocalGovernmentCode;
  readonly changes?: Partial<ResidentItems>;
}

/** A life up to a day as the notices that the municipalities of the system sent of it, in order. */
export function noticesOf(before: ResidentItems, events: readonly LifeEvent[], asOf: string): readonly ChangeNotice[] {
  const notices: ChangeNotice[] = [];
  let items = before;
  let municipality: LocalGovernmentCode | undefined;
  let resident = false;
  let last = '';
  for (const { date, reason, municipality: entered, changes } of events) {
    if (date > asOf) break;
    const changeKind = kindOf(reason);
    invariant(date > last, 'the events of a life are in order, one a day');
    invariant((changeKind === 'ENTRY') !== resident, 'one enters from outside, and leaves or is corrected inside');
    municipality = entered ?? municipality;
    invariant(municipality !== undefined, 'a life begins in a municipality');
    const after = { ...items, ...changes };
    notices.push({
      ...after,
      municipalityCode: municipality,
      prefectureCode: prefectureOf(municipality),
      changeKind,
      changeReason: reason,
      changeDate: date,
      previousIndividualNumber: after.individualNumber === items.individualNumber ? null : items.individualNumber,
      previousResidentCode: after.residentCode === items.residentCode ? null : items.residentCode,
    });
    items = after;
    resident = changeKind !== 'DELETION';
    last = date;
  }
  return notices;
}
