import type { ReactNode } from 'react';
import type { Citation } from '../../lib/citation.ts';
import { type Bilingual, useWords } from '../../lib/language.ts';

/** Articles as the gateway cites them (条文の引用). */
export function ArticleList({ caption, citations }: { caption: Bilingual; citations: readonly Citation[] }): ReactNode {
  const t = useWords();
  return citations.length === 0 ? null : (
    <p className="articles">
      <span className="caption">{t(caption)}</span>
      <span>
        {citations.map((citation) => (
          <cite key={citation.ja}>{t(citation)}</cite>
        ))}
      </span>
    </p>
  );
}
