import { type Block, eraDate, type PrintableDocument, westernDate } from '@juki/documents';
import type { AskedItems, CopyNotice, CopyPerson } from './copy-notice.ts';

/** What is printed, by whom, when. */
export interface CopyOptions {
  readonly notice: CopyNotice;
  readonly asked: AskedItems;
  /** 交付地市町村, `飯塚市`. */
  readonly issuer: string;
  readonly number: string;
  readonly issuedOn: string;
}

const omitted = '（記載省略）';

/**
 * 住民票の写し made from the notice (住民基本台帳法12条の4第4項). 戸籍の表示 is never there; of 世帯主・続柄, 個人番号 and 住民票コード
 * only what was asked for, the rest stands as omitted. It ends with the statement of 令15条の4第2項.
 */
export function printableCopy({ notice, asked, issuer, number, issuedOn }: CopyOptions): PrintableDocument {
  return {
    title: {
      ja: '住民票の写し（広域交付）',
      en: 'Copy of the resident record, issued outside the municipality of residence',
    },
    number,
    issuedOn,
    issuer: { ja: `${issuer}長` },
    blocks: [
      ...notice.people.flatMap((person, index): Block[] => [
        { kind: 'heading', text: { ja: `${index + 1}　${person.name}` } },
        { kind: 'items', rows: rowsOf(person, asked) },
      ]),
      {
        kind: 'statement',
        text: {
          ja: `この住民票の写しは、住民基本台帳法第12条の4第3項の規定により、住所地市町村長である${notice.municipalityName}長から住民票に記載されている事項の通知を受け、当該通知に基づき作成したものである。（同法施行令第15条の4第2項）`,
          en: `Made from the notice of the mayor of the municipality of residence, of what the resident record holds (Enforcement Order, Article 15-4(2)).`,
        },
      },
    ],
  };
}

type Row = Extract<Block, { kind: 'items' }>['rows'][number];

function rowsOf(person: CopyPerson, { household, number, code }: AskedItems): readonly Row[] {
  // 外国人住民 have no 振り仮名, and their days are written by the western calendar.
  const day = (text: string | null) => text && (person.nameKana === null ? westernDate(text) : eraDate(text));
  const row = (ja: string, en: string, value: string | null): Row => ({ label: { ja, en }, value });
  const where = (value: string | null | undefined, ja: string, en: string) => (value ? [row(ja, en, value)] : []);
  return [
    row('氏名', 'name', person.name),
    ...where(person.nameKana, '氏名の振り仮名', 'reading'),
    ...where(person.formerSurname, '旧氏', 'former surname'),
    ...where(person.formerSurnameKana, '旧氏の振り仮名', 'reading of the former surname'),
    ...where(person.alias, '通称', 'alias'),
    row('生年月日', 'date of birth', day(person.birthDate)),
    row('性別', 'sex', person.sex === 'MALE' ? '男' : '女'),
    row('世帯主', 'householder', household ? (person.householderName ?? null) : omitted),
    row('続柄', 'relation', household ? (person.relation ?? null) : omitted),
    // Of 外国人住民 there is none to omit (30条の45).
    ...(person.nameKana === null ? [] : [row('戸籍の表示', 'family register', omitted)]),
    row('住民となった年月日', 'resident since', day(person.residentSince)),
    row('住所', 'address', person.address),
    row('住所を定めた年月日', 'at this address since', day(person.addressSince)),
    row('届出の年月日', 'notified on', day(person.notifiedOn)),
    row('従前の住所', 'previous address', person.previousAddress),
    row('個人番号', 'individual number', number ? (person.individualNumber ?? null) : omitted),
    row('住民票コード', 'resident record code', code ? (person.residentCode ?? null) : omitted),
  ];
}
