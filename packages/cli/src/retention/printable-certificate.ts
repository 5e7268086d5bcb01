import type { Block, PrintableDocument } from '@juki/documents';
import { fieldsOf } from '../fields-of.ts';

type Fields = Readonly<Record<string, unknown>>;

/** 消去証明書 for an auditor: what was erased under which article, by whose word, and what it does not reach. */
export function printableCertificate(order: string, certificate: Fields, issuer: string): PrintableDocument {
  const erased = fieldsOf(certificate['erased']);
  const finishedAt = text(certificate['finishedAt']);
  const row = (ja: string, en: string, value: string | null) => ({ label: { ja, en }, value });
  const blocks: readonly Block[] = [
    {
      kind: 'items',
      rows: [
        row('根拠', 'article', text(certificate['basis'])),
        row('対象', 'what', text(certificate['kind'])),
        row('基準日', 'due by', text(certificate['dueBy'])),
        row('提案者', 'proposed by', text(certificate['proposedBy'])),
        row('承認者', 'approved by', list(certificate['approvedBy'])),
        row('開始', 'begun', text(certificate['startedAt'])),
        row('完了', 'ended', finishedAt),
        row('消去件数', 'rows erased', text(erased['rows'])),
        row('人数', 'people concerned', text(erased['people'])),
        row('検索用の索引', 'search keys erased', text(erased['searchKeys'])),
        row('保有者を抹消した番号', 'numbers that nobody holds any more', text(erased['numbersHeldByNobody'])),
        row('消去停止により残る件数', 'rows held back', text(certificate['heldRows'])),
        row('記録', 'record in the log', text(certificate['record'])),
      ],
    },
    { kind: 'statement', text: { ja: text(certificate['remains']) ?? '' } },
  ];
  return {
    title: { ja: '消去証明書', en: 'Certificate of erasure' },
    number: order,
    issuedOn: (finishedAt ?? '').slice(0, 10),
    issuer: { ja: issuer },
    blocks,
  };
}

function text(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

function list(value: unknown): string | null {
  return Array.isArray(value) ? value.map(String).join('、') : null;
}
