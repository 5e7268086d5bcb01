import type { Bilingual } from '@juki/documents';
import { eraDate } from '@juki/documents';

/** 本人確認情報 as it is disclosed; the names of the fields are those of the graph. */
export interface DisclosedRecord {
  readonly name?: string | null;
  readonly nameKana?: string | null;
  readonly formerSurname?: string | null;
  readonly formerSurnameKana?: string | null;
  readonly alias?: string | null;
  readonly birthDate?: string | null;
  readonly sex?: string | null;
  readonly address?: string | null;
  readonly individualNumber?: string | null;
  readonly residentCode?: string | null;
  readonly changeReason?: string | null;
  readonly changeDate?: string | null;
}

/** Every item that is disclosed, in the order of the document (30条の32; S0 提供先3 ③). */
export const disclosedFields = [
  'name',
  'nameKana',
  'formerSurname',
  'formerSurnameKana',
  'alias',
  'birthDate',
  'sex',
  'address',
  'individualNumber',
  'residentCode',
  'changeReason',
  'changeDate',
] as const satisfies readonly (keyof DisclosedRecord)[];

/** One of {@link disclosedFields}. */
export type DisclosedField = (typeof disclosedFields)[number];

const labels: Readonly<Record<DisclosedField, Bilingual>> = {
  name: { ja: '氏名', en: 'name' },
  nameKana: { ja: '氏名の振り仮名', en: 'reading of the name' },
  formerSurname: { ja: '旧氏', en: 'former surname' },
  formerSurnameKana: { ja: '旧氏の振り仮名', en: 'reading of the former surname' },
  alias: { ja: '通称', en: 'alias' },
  birthDate: { ja: '生年月日', en: 'date of birth' },
  sex: { ja: '性別', en: 'sex' },
  address: { ja: '住所', en: 'address' },
  individualNumber: { ja: '個人番号', en: 'Individual Number' },
  residentCode: { ja: '住民票コード', en: 'resident record code' },
  changeReason: { ja: '異動事由', en: 'reason of the last change' },
  changeDate: { ja: '異動年月日', en: 'day of the last change' },
};

/** 異動事由 (施行規則11条) in the words of the law. */
const reasons: Readonly<Record<string, string>> = {
  MOVE_IN_DOMESTIC: '国内転入',
  MOVE_IN_FROM_ABROAD: '国外転入等',
  BIRTH: '出生',
  EX_OFFICIO_ENTRY_NATURALISATION: '職権記載等（帰化等）',
  EX_OFFICIO_ENTRY_NATIONALITY_LOST: '職権記載等（国籍喪失）',
  EX_OFFICIO_ENTRY: '職権記載等',
  MOVE_OUT_DOMESTIC: '国内転出',
  MOVE_OUT_ABROAD: '国外転出',
  DEATH: '死亡',
  EX_OFFICIO_DELETION_NATURALISATION: '職権消除等（帰化等）',
  EX_OFFICIO_DELETION_NATIONALITY_LOST: '職権消除等（国籍喪失）',
  EX_OFFICIO_DELETION: '職権消除等',
  MOVE_WITHIN: '転居',
  MINOR_CORRECTION: '軽微な修正',
  EX_OFFICIO_CORRECTION: '職権修正等',
  INDIVIDUAL_NUMBER_REQUEST: '個人番号の変更請求',
  INDIVIDUAL_NUMBER_EX_OFFICIO_CORRECTION: '個人番号の職権修正',
  INDIVIDUAL_NUMBER_EX_OFFICIO_ENTRY: '個人番号の職権記載等',
  RESIDENT_CODE_REQUEST: '住民票コードの変更請求',
  RESIDENT_CODE_EX_OFFICIO_ENTRY: '住民票コードの職権記載等',
};

/** The rows of the document: an item that is not disclosed says so, and an empty one shows a dash. */
export function recordRows(record: DisclosedRecord, withheld: readonly string[]) {
  return disclosedFields.map((field) => ({
    label: labels[field],
    value: withheld.includes(field) ? '（不開示）' : shownValue(field, record[field] ?? null),
  }));
}

/** Names of items, for people. */
export function itemNames(fields: readonly string[]): string {
  return fields.map((field) => labels[disclosedFields.find((known) => known === field) ?? 'name'].ja).join('、');
}

function shownValue(field: DisclosedField, value: string | null): string | null {
  if (value === null) return null;
  if (field === 'birthDate' || field === 'changeDate') return eraDate(value);
  if (field === 'sex') return value === 'MALE' ? '男' : '女';
  return field === 'changeReason' ? (reasons[value] ?? value) : value;
}
