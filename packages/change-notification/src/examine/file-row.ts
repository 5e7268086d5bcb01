import type { ChangeKind, ChangeReason } from '@juki/identifiers';
import type { PersonItems } from '../event/change-event.ts';

/** A row of a tier's file in clear: 本人確認情報 in one of the states in which it stood. */
export interface FileRow extends PersonItems {
  readonly municipalityCode: string;
  readonly recordId: string;
  /** The person, as base64url; the same in all tiers. */
  readonly ref: string;
  /** 1 for the first row of a person in a file, then counting up. */
  readonly revision: number;
  readonly changeKind: ChangeKind;
  readonly changeReason: ChangeReason;
  readonly changeDate: string;
  readonly previousIndividualNumber: string | null;
  readonly previousResidentCode: string | null;
  /** The day of the next notification; null on the current row. */
  readonly supersededOn: string | null;
}
