import type { ReactNode } from 'react';
import { itemName } from '../../lib/item-names.ts';
import { useWords } from '../../lib/language.ts';
import { ArticleList } from './article-list.tsx';
import type { WithheldItem } from './outcome.ts';
import { reasonWords } from './reason-words.ts';

/** What stayed closed (不開示): the item, why, and the article that it would need. */
export function WithheldList({ items }: { items: readonly WithheldItem[] }): ReactNode {
  const t = useWords();
  if (items.length === 0) {
    return null;
  }
  return (
    <section className="grounds">
      <h3>{t({ ja: '不開示の項目とその理由', en: 'Withheld, and why' })}</h3>
      <ul data-testid="withheld">
        {items.map(({ coordinate, reason, citations }) => {
          const name = itemName(coordinate.replace(/\(.*$/, '').split('.').at(-1) ?? '');
          return (
            <li key={coordinate} data-testid={`withheld-${coordinate}`} data-reason={reason}>
              <p className="grounds-head">
                {name && <strong>{t(name)}</strong>} <code>{coordinate}</code>
              </p>
              <p>{t(reasonWords(reason))}</p>
              <ArticleList caption={{ ja: '必要な条文', en: 'Article needed' }} citations={citations} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
