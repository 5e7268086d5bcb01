import type { ChangeKind, ChangeReason } from '@juki/identifiers';

/** 性別 as the register holds it. */
export type Sex = 'MALE' | 'FEMALE';

/** The items of 本人確認情報 that describe a person (住民基本台帳法30条の6第1項; 令30条の14, 30条の16). */
export interface PersonItems {
  /** 氏名 */
  readonly name: string;
  /** 氏名の振り仮名; foreign residents have none (30条の45). */
  readonly nameKana: string | null;
  /** 旧氏 */
  readonly formerSurname: string | null;
  /** 旧氏の振り仮名 */
  readonly formerSurnameKana: string | null;
  /** 通称, of foreign residents. */
  readonly alias: string | null;
  /** 生年月日, `YYYY-MM-DD`. */
  readonly birthDate: string;
  /** 性別 */
  readonly sex: Sex;
  /** 住所 */
  readonly address: string;
  /** 個人番号 */
  readonly individualNumber: string;
  /** 住民票コード */
  readonly residentCode: string;
}

/**
 * 異動: what a municipality's registry system (既存住民基本台帳システム) hands to the CS on one change: all items after it,
 * what was done, why, and on which day (住民基本台帳法30条の6第1項, 令30条の5, 施行規則11条).
 */
export interface ChangeEvent extends PersonItems {
  /** The registry system's own id of the event, unique in the municipality: handing it in again changes nothing. */
  readonly eventId: string;
  /** 全国地方公共団体コード of the municipality. */
  readonly municipalityCode: string;
  /** 記載、消除又は修正の別; must be the kind of the reason. */
  readonly changeKind: ChangeKind;
  /** 異動事由 */
  readonly changeReason: ChangeReason;
  /** 異動年月日; of a planned move out the planned day. */
  readonly changeDate: string;
  /** 転出の予定: the day of a move out may lie ahead. */
  readonly planned: boolean;
  /** 変更前の個人番号, where the change is one of the number. */
  readonly previousIndividualNumber: string | null;
  /** 変更前の住民票コード, where the change is one of the code. */
  readonly previousResidentCode: string | null;
  /**
   * The code under which the network first knew a person who moves in and whose code was changed earlier elsewhere: that
   * is how another municipality's people stay one person. Nobody is shown a `ref`, so it cannot be sent.
   */
  readonly firstResidentCode: string | null;
  /** The municipality that the person left (転出地), from the 転出証明書: orders the two notifications of a move; not kept. */
  readonly movedFrom: string | null;
  /** The event of this municipality whose refusal this one answers. */
  readonly corrects: string | null;
  /** 整合性確認: brings a file above back in line, so presence and difference there are not asked for. */
  readonly repair: boolean;
}

/** Every field of a {@link ChangeEvent}. */
export type EventField = keyof ChangeEvent;
