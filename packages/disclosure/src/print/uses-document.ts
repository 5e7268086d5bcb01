import type { PrintableDocument } from '@juki/documents';
import { issuerOf } from './issuer-of.ts';

/** One use, as the graph gives it. */
export interface PrintedUse {
  readonly time: string;
  readonly agency: string | null;
  readonly purposeTitle: string | null;
  readonly purposeArticles: string | null;
  readonly items: readonly string[];
  readonly logIndex: number | null;
  readonly withheld: string | null;
}

const tokyo = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Tokyo',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** 利用及び提供の記録 on paper (個人情報保護法76条): when, who, for what, which items, and where it stands in the log. */
export function usesDocument(
  about: { body: string; documentNumber: string; issuedOn: string; addressee: string },
  uses: readonly PrintedUse[],
): PrintableDocument {
  const { ja, en } = issuerOf(about.body);
  return {
    title: { ja: '本人確認情報の利用及び提供の記録', en: 'Record of the uses of identification information' },
    number: about.documentNumber,
    issuedOn: about.issuedOn,
    issuer: { ja, en },
    addressee: `${about.addressee} 様`,
    blocks: [
      {
        kind: 'paragraph',
        text: {
          ja: `${uses.length}件の利用及び提供が記録されています（新しい順）。`,
          en: `${uses.length} uses, newest first.`,
        },
      },
      {
        kind: 'table',
        head: [
          { ja: '日時', en: 'time' },
          { ja: '機関', en: 'agency' },
          { ja: '事務及び根拠', en: 'purpose and article' },
          { ja: '項目', en: 'items' },
          { ja: '記録番号', en: 'place in the log' },
        ],
        widths: [16, 20, 32, 20, 12],
        rows: uses.map((use) => [
          tokyo.format(new Date(use.time)),
          use.withheld ? '（不開示）' : (use.agency ?? '—'),
          use.withheld
            ? '個人情報保護法78条1項'
            : [use.purposeTitle, use.purposeArticles].filter((words) => words !== null && words !== '').join('\n'),
          use.items.join('、'),
          use.logIndex === null ? '—' : String(use.logIndex),
        ]),
      },
    ],
  };
}
