import type { Block, PrintableDocument } from '@juki/documents';
import { eraDate } from '@juki/documents';
import { unreachable } from '@juki/errors';
import type { DisclosureOutcome, NonDisclosureGround } from '../rules/disclosure.ts';
import { issuerOf } from './issuer-of.ts';
import { type DisclosedRecord, itemNames, recordRows } from './record-rows.ts';

/** What a written answer says. */
export interface WrittenAnswer {
  readonly body: string;
  readonly documentNumber: string;
  readonly receivedOn: string;
  readonly issuedOn: string;
  readonly addressee: string;
  readonly outcome: DisclosureOutcome;
  readonly ground: NonDisclosureGround | null;
  readonly withheldItems: readonly string[];
  readonly record: DisclosedRecord | null;
}

const grounds: Readonly<Record<NonDisclosureGround, string>> = {
  ARTICLE_78_1: '個人情報の保護に関する法律第78条第1項に該当するため',
  REPRESENTATION_ENDED: '法定代理人の資格が認められないため',
};

/** The written answer to a request for disclosure (住民基本台帳法30条の32第2項; Osaka: 本人確認情報確認書). */
export function disclosureDocument(answer: WrittenAnswer): PrintableDocument {
  const { ja, en, file } = issuerOf(answer.body);
  return {
    title: titleOf(answer.outcome),
    number: answer.documentNumber,
    issuedOn: answer.issuedOn,
    issuer: { ja, en },
    addressee: `${answer.addressee} 様`,
    blocks: blocksOf(answer, file),
  };
}

function titleOf(outcome: DisclosureOutcome) {
  switch (outcome) {
    case 'DISCLOSED':
    case 'PARTLY_REFUSED':
      return { ja: '本人確認情報確認書', en: 'Confirmation of identification information' };
    case 'DOES_NOT_EXIST':
      return { ja: '本人確認情報不存在通知書', en: 'Notice that no record exists' };
    case 'REFUSED':
      return { ja: '不開示決定通知書', en: 'Notice of refusal' };
    default:
      return unreachable(outcome);
  }
}

function blocksOf(answer: WrittenAnswer, file: string): readonly Block[] {
  const { outcome, record, withheldItems, ground } = answer;
  const asked = `${eraDate(answer.receivedOn)}に受理した住民基本台帳法第30条の32第1項の規定による開示の請求について、`;
  const paragraph = (ja: string, english: string): Block => ({ kind: 'paragraph', text: { ja, en: english } });
  if (outcome === 'DOES_NOT_EXIST') {
    const text = `${asked}${file}には、請求のあった本人確認情報は存在しません。`;
    return [paragraph(text, 'The file holds no record of the person that was asked for.'), appeal];
  }
  if (outcome === 'REFUSED') {
    const why = ground ? grounds[ground] : '';
    return [
      paragraph(`${asked}次の理由により、開示しないことと決定しました。`, 'The request is refused.'),
      reason(why),
      appeal,
    ];
  }
  const items: readonly Block[] = record ? [{ kind: 'items', rows: recordRows(record, withheldItems) }] : [];
  const text = `${asked}${file}に記録されている本人確認情報を、次のとおり開示します。`;
  const refusal: readonly Block[] =
    withheldItems.length > 0 && ground ? [reason(`${itemNames(withheldItems)}：${grounds[ground]}`), appeal] : [];
  return [
    paragraph(text, 'The information recorded in the file is disclosed as follows.'),
    ...items,
    ...refusal,
    {
      kind: 'statement',
      text: {
        ja: `この内容は、${file}に記録されているものと相違ありません。内容の全部又は一部について訂正、追加又は削除を求めるときは、住民基本台帳法第30条の35の規定により申し出ることができます。`,
        en: 'You may ask for correction, addition or deletion (Basic Resident Registration Act, art. 30-35).',
      },
    },
  ];
}

function reason(why: string): Block {
  return { kind: 'items', rows: [{ label: { ja: '不開示の理由', en: 'ground of the refusal' }, value: why }] };
}

/** 教示 (行政不服審査法82条; period of 18条1項). */
const appeal: Block = {
  kind: 'statement',
  text: {
    ja: 'この決定に不服があるときは、この決定があったことを知った日の翌日から起算して3月以内に、行政不服審査法の規定により審査請求をすることができます。',
    en: 'An objection may be filed within three months under the Administrative Complaint Review Act.',
  },
};
