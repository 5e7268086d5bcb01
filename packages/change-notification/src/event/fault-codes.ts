/** Which check finds a fault: that of the CS, of form and codes, or that of the tiers above, against their file. */
export type FaultCheck = 'format' | 'logic' | 'exchange';

interface FaultWords {
  readonly check: FaultCheck;
  readonly ja: string;
  readonly en: string;
}

/** Why an event or a notification is refused: a closed vocabulary. A code is never removed or used anew. */
export const faultCodes = {
  MISSING: { check: 'format', ja: '必須の項目がない', en: 'a required item is missing' },
  UNKNOWN_FIELD: { check: 'format', ja: '定めのない項目がある', en: 'a field that is not defined' },
  WRONG_TYPE: { check: 'format', ja: '型が違う', en: 'not of the type of this item' },
  EVENT_ID_MALFORMED: {
    check: 'format',
    ja: '異動の識別子の形式が違う',
    en: 'not 1 to 64 letters, digits or . _ : - of ASCII',
  },
  EMPTY: { check: 'format', ja: '空である', en: 'empty' },
  TOO_LONG: { check: 'format', ja: '長すぎる', en: 'longer than its limit in code points' },
  OUTER_SPACE: { check: 'format', ja: '前後に空白がある', en: 'begins or ends with a space' },
  CONTROL_CHARACTER: { check: 'format', ja: '制御文字を含む', en: 'contains a control or invisible character' },
  UNPAIRED_SURROGATE: { check: 'format', ja: '片方だけのサロゲートを含む', en: 'contains half a surrogate pair' },
  PRIVATE_USE_CHARACTER: { check: 'format', ja: '外字（私用領域）を含む', en: 'contains a private-use code point' },
  NOT_A_CHARACTER: { check: 'format', ja: '文字でない符号位置を含む', en: 'contains a non-character' },
  JUKI_CODE_POINT: {
    check: 'format',
    ja: '住基ネット統一文字コードがそのまま使われている疑いがある',
    en: 'contains a code point that 住基ネット統一文字コード (J+) uses for another character',
  },
  KANA_EXPECTED: { check: 'format', ja: '仮名でない文字を含む', en: 'contains something other than kana' },
  NOT_A_DAY: { check: 'format', ja: '存在しない日付である', en: 'not a day of the calendar, YYYY-MM-DD' },
  NOT_IN_SET: { check: 'format', ja: '定められた値でない', en: 'not a value of the closed set' },
  NOT_DIGITS: { check: 'format', ja: '数字でない文字を含む', en: 'contains something other than ASCII digits' },
  WRONG_LENGTH: { check: 'format', ja: '桁数が違う', en: 'not as many digits as it has' },
  CHECK_DIGIT: { check: 'format', ja: '検査数字が合わない', en: 'does not fit its check digit' },
  MUNICIPALITY_UNKNOWN: {
    check: 'format',
    ja: '住民基本台帳を備える市区町村の符号でない',
    en: 'no municipality that keeps a resident register',
  },
  REASON_OF_OTHER_KIND: {
    check: 'format',
    ja: '異動事由が記載・消除・修正の別と合わない',
    en: 'the reason belongs to another kind of change',
  },
  KANA_OF_FOREIGN_RESIDENT: {
    check: 'format',
    ja: '外国人住民に氏名の振り仮名がある',
    en: 'a foreign resident has no 振り仮名',
  },
  ALIAS_WITH_FORMER_SURNAME: {
    check: 'format',
    ja: '通称と旧氏が共にある',
    en: 'alias and former surname exclude each other',
  },
  FORMER_SURNAME_MISSING: {
    check: 'format',
    ja: '旧氏がなく旧氏の振り仮名がある',
    en: 'kana of a former surname without the surname',
  },
  BORN_AFTER_CHANGE: {
    check: 'format',
    ja: '生年月日が異動年月日より後である',
    en: 'born after the day of the change',
  },
  PLANNED_NOT_MOVE_OUT: { check: 'format', ja: '転出でないのに予定である', en: 'only a move out can be planned' },
  NOT_FOR_THIS_REASON: {
    check: 'format',
    ja: 'この異動事由にない項目がある',
    en: 'an item that this reason does not have',
  },
  UNCHANGED_NUMBER: {
    check: 'format',
    ja: '変更前と変更後が同じである',
    en: 'the former and the new number are the same',
  },
  CORRECTS_ITSELF: { check: 'format', ja: '自らを訂正している', en: 'an event cannot correct itself' },
  REPAIR_REASON: {
    check: 'format',
    ja: '整合性確認による修復は職権記載等・職権消除等・職権修正等に限る',
    en: 'a repair is entered, deleted or corrected ex officio',
  },

  ALREADY_RESIDENT: { check: 'logic', ja: '既に住民である者の記載である', en: 'entry of a person who is a resident' },
  RESIDENT_ELSEWHERE: {
    check: 'logic',
    ja: '他の市区町村で消除されていない',
    en: 'not deleted in the other municipality within the time allowed',
  },
  BIRTH_CODE_EXISTS: { check: 'logic', ja: '出生の住民票コードが既にある', en: 'birth with a code that exists' },
  NOT_RESIDENT: { check: 'logic', ja: '住民でない者の異動である', en: 'change of a person who is no resident here' },
  PERSON_UNKNOWN: { check: 'logic', ja: '該当する者がない', en: 'no such person in the file' },
  MOVE_CHANGES_MORE: {
    check: 'logic',
    ja: '転居で住所以外の項目が変わっている',
    en: '転居 changes more than the address',
  },
  REASON_CHANGES_MORE: {
    check: 'logic',
    ja: '異動事由が認めない項目が変わっている',
    en: 'changes an item that this reason does not change',
  },
  NO_DIFFERENCE: { check: 'logic', ja: '修正による違いがない', en: 'a correction without any difference' },
  PREVIOUS_NUMBER_WRONG: {
    check: 'logic',
    ja: '変更前の個人番号がない又は一致しない',
    en: 'former 個人番号 missing or not that of the file',
  },
  PREVIOUS_CODE_UNKNOWN: {
    check: 'logic',
    ja: '変更前の住民票コードがない又は知られていない',
    en: 'former 住民票コード missing or unknown',
  },
  NUMBER_OF_ANOTHER: { check: 'logic', ja: '他の者の番号である', en: 'the number belongs to another person' },
  CODE_OF_ANOTHER: { check: 'logic', ja: '他の者の住民票コードである', en: 'the code belongs to another person' },
  DAY_AHEAD: { check: 'logic', ja: '異動年月日が通知日より後である', en: 'the day of the change lies ahead' },
  REFUSAL_UNKNOWN: { check: 'logic', ja: '訂正の対象となる拒否がない', en: 'no open refusal of that event' },

  SENDER_NOT_COMPETENT: {
    check: 'exchange',
    ja: '送信者の区域の異動でない',
    en: 'not a change of the sender’s own area',
  },
  EVENT_ID_REUSED: {
    check: 'exchange',
    ja: '同じ識別子で異なる内容の異動がある',
    en: 'another content under an event id that was used',
  },
} as const satisfies Record<string, FaultWords>;

/** A key of {@link faultCodes}. */
export type FaultCode = keyof typeof faultCodes;

/** One fault: where, and which. Never the value. */
export interface Fault {
  readonly field: string;
  readonly code: FaultCode;
}
