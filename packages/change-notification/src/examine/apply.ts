import type { Notification } from '../exchange/notification.ts';
import type { FileRow } from './file-row.ts';

/** What a notification leaves in a file. */
export interface Applied {
  readonly added: FileRow;
  /** The row before, now dated: from this day its 150 years run (令30条の6). */
  readonly superseded: FileRow | null;
}

/**
 * The one transition of a person's rows. All tiers use it, so their files cannot differ in anything but where a chain of
 * rows begins: at the municipality, the prefecture or the nation.
 */
export function apply(current: FileRow | null, notification: Notification, ref: string): Applied {
  const { municipalityCode, recordId, notifiedOn } = notification;
  return {
    added: {
      municipalityCode,
      recordId,
      ref,
      revision: (current?.revision ?? 0) + 1,
      name: notification.name,
      nameKana: notification.nameKana,
      formerSurname: notification.formerSurname,
      formerSurnameKana: notification.formerSurnameKana,
      alias: notification.alias,
      birthDate: notification.birthDate,
      sex: notification.sex,
      address: notification.address,
      individualNumber: notification.individualNumber,
      residentCode: notification.residentCode,
      changeKind: notification.changeKind,
      changeReason: notification.changeReason,
      changeDate: notification.changeDate,
      previousIndividualNumber: notification.previousIndividualNumber,
      previousResidentCode: notification.previousResidentCode,
      supersededOn: null,
    },
    superseded: current && { ...current, supersededOn: notifiedOn },
  };
}
