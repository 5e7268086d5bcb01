import type { Bilingual } from './language.ts';

const names: Readonly<Record<string, Bilingual>> = {
  name: { ja: '氏名', en: 'Name' },
  nameKana: { ja: '氏名の振り仮名', en: 'Name in kana' },
  formerSurname: { ja: '旧氏', en: 'Former surname' },
  formerSurnameKana: { ja: '旧氏の振り仮名', en: 'Former surname in kana' },
  alias: { ja: '通称', en: 'Alias' },
  birthDate: { ja: '生年月日', en: 'Date of birth' },
  sex: { ja: '性別', en: 'Sex' },
  address: { ja: '住所', en: 'Address' },
  municipalityCode: { ja: '市町村コード', en: 'Municipality code' },
  individualNumber: { ja: '個人番号', en: 'Individual Number' },
  residentCode: { ja: '住民票コード', en: 'Resident record code' },
  changeKind: { ja: '記載・消除・修正の別', en: 'Kind of change' },
  changeReason: { ja: '異動事由', en: 'Reason of change' },
  changeDate: { ja: '異動年月日', en: 'Date of change' },
  previousIndividualNumber: { ja: '変更前の個人番号', en: 'Previous Individual Number' },
  previousResidentCode: { ja: '変更前の住民票コード', en: 'Previous resident record code' },
  supersededOn: { ja: '効力を失った日', en: 'Superseded on' },
  history: { ja: '履歴', en: 'History' },
  municipalRecord: { ja: '市町村の記録', en: 'Municipal record' },
  prefecturalRecord: { ja: '都道府県の記録', en: 'Prefectural record' },
  nationalRecord: { ja: '機構の記録', en: 'National record' },
  inquiryRecord: { ja: '機構の記録（照会）', en: 'National record (inquiry)' },
  municipalSearch: { ja: '市町村の検索', en: 'Municipal search' },
  prefecturalSearch: { ja: '都道府県の検索', en: 'Prefectural search' },
  nationalSearch: { ja: '全国の検索', en: 'National search' },
  fourItems: { ja: '4情報', en: 'Four items' },
};

/**
 * What a field of the graph is called in the law (本人確認情報の項目); `null` for one that this page does not know. Kept
 * here because the contract schema, rightly, no longer shows the fields that were withheld.
 */
export function itemName(field: string): Bilingual | null {
  return (Object.hasOwn(names, field) ? names[field] : undefined) ?? null;
}
