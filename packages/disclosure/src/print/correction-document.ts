import type { PrintableDocument } from '@juki/documents';
import { municipality } from '@juki/identifiers';
import type { CorrectionOutcome, WantedCorrection } from '../rules/correction.ts';
import { issuerOf } from './issuer-of.ts';
import { itemNames } from './record-rows.ts';

/** What the written answer to a request for correction says. */
export interface WrittenCorrection {
  readonly body: string;
  readonly documentNumber: string;
  readonly issuedOn: string;
  readonly addressee: string;
  readonly municipality: string;
  readonly wanted: readonly WantedCorrection[];
  readonly outcome: CorrectionOutcome;
  readonly reason: string;
}

/** 訂正等の申出に対する通知 (住民基本台帳法30条の35): what was asked, what the municipality found. */
export function correctionDocument(answer: WrittenCorrection): PrintableDocument {
  const { ja, en } = issuerOf(answer.body);
  const corrected = answer.outcome === 'CORRECTED';
  return {
    title: { ja: '本人確認情報の訂正等に係る調査結果通知書', en: 'Result of the investigation of a correction' },
    number: answer.documentNumber,
    issuedOn: answer.issuedOn,
    issuer: { ja, en },
    addressee: `${answer.addressee} 様`,
    blocks: [
      {
        kind: 'paragraph',
        text: {
          ja: '住民基本台帳法第30条の35の規定による申出について調査した結果を、次のとおり通知します。',
          en: 'The result of the investigation that you asked for.',
        },
      },
      {
        kind: 'items',
        rows: [
          { label: { ja: '申出の項目', en: 'items' }, value: itemNames(answer.wanted.map(({ item }) => item)) },
          {
            label: { ja: '調査をした市町村', en: 'municipality' },
            value: municipality(answer.municipality)?.name ?? answer.municipality,
          },
          { label: { ja: '結果', en: 'result' }, value: corrected ? '訂正しました。' : '訂正しません。' },
          { label: { ja: '理由', en: 'reason' }, value: answer.reason },
        ],
      },
    ],
  };
}
