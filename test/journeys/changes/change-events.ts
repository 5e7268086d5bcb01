import { type ChangeReason, kindOf } from '@juki/identifiers';
import type { RecordRevision } from '@juki/residents';

/** An event as a registry system hands it in. */
export type Event = Readonly<Record<string, unknown>> & { readonly eventId: string };

let number = 0;

/** Items of a person as the register holds them. */
export function itemsOf(row: RecordRevision) {
  const { name, nameKana, formerSurname, formerSurnameKana, alias, birthDate, sex, address } = row;
  const { individualNumber, residentCode, municipalityCode } = row;
  return {
    ...{ name, nameKana, formerSurname, formerSurnameKana, alias, birthDate, sex, address },
    ...{ individualNumber, residentCode, municipalityCode },
  };
}

/** The event of a change: the items after it, with an id of its own. */
export function eventOf(
  row: RecordRevision,
  changeReason: ChangeReason,
  changes: Readonly<Record<string, unknown>> = {},
): Event {
  number += 1;
  return {
    ...itemsOf(row),
    eventId: `test-${String(number).padStart(4, '0')}`,
    changeKind: kindOf(changeReason),
    changeReason,
    changeDate: '2026-11-20',
    ...changes,
  };
}
