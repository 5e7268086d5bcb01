import { type ReactNode, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { EditorText } from '../features/editor/use-draft.ts';
import { type ListedPurpose, placeOf } from '../features/purpose/purpose.ts';
import type { Session } from '../features/session/session.ts';
import { useWords } from '../lib/language.ts';

interface SheetProps {
  readonly session: Session;
  readonly purpose: ListedPurpose | null;
  readonly caseNumber: string;
  readonly readDraft: () => EditorText | null;
  readonly children: ReactNode;
}

/**
 * What goes to paper: who asked, when, under which purpose and ledger number, the query, and the answer with its grounds.
 * The editors draw only the lines in view, so they cannot be printed. Drawn only while printing.
 */
export function PrintSheet({ session, purpose, caseNumber, readDraft, children }: SheetProps): ReactNode {
  const t = useWords();
  const [printed, setPrinted] = useState<{ readonly at: Date; readonly query: string } | null>(null);
  useEffect(() => {
    // The browser takes the picture when this returns.
    const begin = () => flushSync(() => setPrinted({ at: new Date(), query: readDraft()?.query ?? '' }));
    const end = () => setPrinted(null);
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
    };
  }, [readDraft]);
  if (printed === null) {
    return null;
  }
  const { operator } = session;
  return (
    <section className="print-sheet" data-testid="print-sheet">
      <h1>{t({ ja: '本人確認情報 照会結果', en: 'Inquiry of resident identification data' })}</h1>
      <p className="print-warning">
        {t({
          ja: '取扱注意：目的外の利用及び提供は禁じられています（住民基本台帳法30条の25ほか）。',
          en: 'Handle with care: no use or provision beyond the purpose (Basic Resident Registration Act, Art. 30-25).',
        })}
      </p>
      <dl>
        <dt>{t({ ja: '操作者', en: 'Operator' })}</dt>
        <dd>{[operator.id, operator.agency, operator.section].filter((part) => part !== null).join(' / ')}</dd>
        <dt>{t({ ja: '事務', en: 'Purpose' })}</dt>
        <dd>{purpose === null ? '—' : `${t(purpose.title)}（${placeOf(purpose)}）`}</dd>
        <dt>{t({ ja: '利用管理簿の番号', en: 'Usage-ledger number' })}</dt>
        <dd>{caseNumber || '—'}</dd>
        <dt>{t({ ja: '印刷日時', en: 'Printed' })}</dt>
        <dd>{printed.at.toLocaleString(t({ ja: 'ja-JP', en: 'en-GB' }), { timeZone: 'Asia/Tokyo' })}</dd>
      </dl>
      {children}
      <h2>{t({ ja: 'クエリ', en: 'Operation' })}</h2>
      <pre>{printed.query}</pre>
    </section>
  );
}
