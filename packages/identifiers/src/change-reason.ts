/**
 * What was done to the 住民票 so that a notification became due (住民基本台帳法30条の6第1項): 記載, 消除 or 修正 (令30条の5).
 */
export const changeKinds = {
  ENTRY: { ja: '記載', en: 'entry' },
  DELETION: { ja: '消除', en: 'deletion' },
  CORRECTION: { ja: '修正', en: 'correction' },
} as const;

/** A key of {@link changeKinds}. */
export type ChangeKind = keyof typeof changeKinds;

/**
 * 異動事由, the closed value set of 住民基本台帳法施行規則11条. Its numeric codes are not published, so these names are our own;
 * the Japanese labels are the ordinance's. The last five concern one item of a 住民票 that stays: they correct it.
 * There is no reason for marriage: a name changed through the family register (戸籍) is 職権修正等.
 */
export const changeReasons = {
  MOVE_IN_DOMESTIC: { kind: 'ENTRY', ja: '国内転入', en: 'moved in from within Japan' },
  MOVE_IN_FROM_ABROAD: { kind: 'ENTRY', ja: '国外転入等', en: 'moved in from abroad' },
  BIRTH: { kind: 'ENTRY', ja: '出生', en: 'birth' },
  EX_OFFICIO_ENTRY_NATURALISATION: { kind: 'ENTRY', ja: '職権記載等（帰化等）', en: 'entered on naturalisation' },
  EX_OFFICIO_ENTRY_NATIONALITY_LOST: {
    kind: 'ENTRY',
    ja: '職権記載等（国籍喪失）',
    en: 'entered on loss of Japanese nationality',
  },
  EX_OFFICIO_ENTRY: { kind: 'ENTRY', ja: '職権記載等', en: 'entered ex officio' },
  MOVE_OUT_DOMESTIC: { kind: 'DELETION', ja: '国内転出', en: 'moved out within Japan' },
  MOVE_OUT_ABROAD: { kind: 'DELETION', ja: '国外転出', en: 'moved out of Japan' },
  DEATH: { kind: 'DELETION', ja: '死亡', en: 'death' },
  EX_OFFICIO_DELETION_NATURALISATION: { kind: 'DELETION', ja: '職権消除等（帰化等）', en: 'deleted on naturalisation' },
  EX_OFFICIO_DELETION_NATIONALITY_LOST: {
    kind: 'DELETION',
    ja: '職権消除等（国籍喪失）',
    en: 'deleted on loss of Japanese nationality',
  },
  EX_OFFICIO_DELETION: { kind: 'DELETION', ja: '職権消除等', en: 'deleted ex officio' },
  MOVE_WITHIN: { kind: 'CORRECTION', ja: '転居', en: 'moved within the municipality' },
  MINOR_CORRECTION: { kind: 'CORRECTION', ja: '軽微な修正', en: 'minor correction' },
  EX_OFFICIO_CORRECTION: { kind: 'CORRECTION', ja: '職権修正等', en: 'corrected ex officio' },
  INDIVIDUAL_NUMBER_REQUEST: { kind: 'CORRECTION', ja: '個人番号の変更請求', en: '個人番号 changed on request' },
  INDIVIDUAL_NUMBER_EX_OFFICIO_CORRECTION: {
    kind: 'CORRECTION',
    ja: '個人番号の職権修正',
    en: '個人番号 corrected ex officio',
  },
  INDIVIDUAL_NUMBER_EX_OFFICIO_ENTRY: {
    kind: 'CORRECTION',
    ja: '個人番号の職権記載等',
    en: '個人番号 entered ex officio',
  },
  RESIDENT_CODE_REQUEST: { kind: 'CORRECTION', ja: '住民票コードの変更請求', en: '住民票コード changed on request' },
  RESIDENT_CODE_EX_OFFICIO_ENTRY: {
    kind: 'CORRECTION',
    ja: '住民票コードの職権記載等',
    en: '住民票コード entered ex officio',
  },
} as const satisfies Record<string, { readonly kind: ChangeKind; readonly ja: string; readonly en: string }>;

/** A key of {@link changeReasons}. */
export type ChangeReason = keyof typeof changeReasons;

/** Whether untrusted text is a reason of the set. */
export function isChangeReason(text: string): text is ChangeReason {
  return Object.hasOwn(changeReasons, text);
}

/** What a reason does to the 住民票. */
export function kindOf(reason: ChangeReason): ChangeKind {
  return changeReasons[reason].kind;
}
