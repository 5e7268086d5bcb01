import type {
  ChangeKind,
  ChangeReason,
  IndividualNumber,
  LocalGovernmentCode,
  PrefectureCode,
  ResidentCode,
} from '@juki/identifiers';

/** 性別. */
export type Sex = 'MALE' | 'FEMALE';

/** The items of 本人確認情報 that describe a person (住民基本台帳法30条の6第1項; 令30条の14, 30条の16). */
export interface ResidentItems {
  readonly name: string;
  /** 氏名の振り仮名; foreign residents have none (30条の45). */
  readonly nameKana: string | null;
  /** 旧氏 and its 振り仮名. */
  readonly formerSurname: string | null;
  readonly formerSurnameKana: string | null;
  /** 通称, of foreign residents. */
  readonly alias: string | null;
  readonly birthDate: string;
  readonly sex: Sex;
  readonly address: string;
  readonly individualNumber: IndividualNumber;
  readonly residentCode: ResidentCode;
}

/** What a municipality notifies on one change (30条の6第1項, 令30条の5): the items after it, what was done, why, and when. */
export interface ChangeNotice extends ResidentItems {
  readonly municipalityCode: LocalGovernmentCode;
  readonly prefectureCode: PrefectureCode;
  readonly changeKind: ChangeKind;
  readonly changeReason: ChangeReason;
  readonly changeDate: string;
  readonly previousIndividualNumber: IndividualNumber | null;
  readonly previousResidentCode: ResidentCode | null;
}

/**
 * A row of a file: a notice with its place in the person's sequence there. `supersededOn` is the date of the next row
 * (from which the 150 years run, 令30条の6), `null` in the current one. A deletion (消除) is a row like any other: it is the
 * current row of a person who has left the file.
 */
export interface RecordRevision extends ChangeNotice {
  readonly sequence: number;
  readonly supersededOn: string | null;
}
