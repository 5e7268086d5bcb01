import type { ReactNode } from 'react';
import { useWords } from '../../lib/language.ts';
import { wordsForCode } from '../../lib/refusal-words.ts';
import { ArticleList } from './article-list.tsx';
import type { Refusal } from './outcome.ts';

/** Refusals and failures, in plain words first, then as the gateway put them. */
export function RefusalList({ refusals }: { refusals: readonly Refusal[] }): ReactNode {
  const t = useWords();
  if (refusals.length === 0) {
    return null;
  }
  return (
    <section className="grounds">
      <h3>{t({ ja: '断られた理由', en: 'Grounds of the refusal' })}</h3>
      <ul data-testid="refusals">
        {refusals.map(({ code, message, citations, correlation }, index) => {
          const words = wordsForCode(code);
          return (
            <li key={`${code}-${String(index)}`} data-testid={`refusal-${code}`}>
              <p className="grounds-head">
                <strong>{words === null ? message : t(words)}</strong> {code && <code>{code}</code>}
              </p>
              {words !== null && message !== '' && (
                <p className="grounds-message" lang="en">
                  {message}
                </p>
              )}
              <ArticleList caption={{ ja: '条文', en: 'Article' }} citations={citations} />
              {correlation && (
                <p className="grounds-message">
                  {t({ ja: '照会番号', en: 'Correlation id' })}: <code>{correlation}</code>
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
