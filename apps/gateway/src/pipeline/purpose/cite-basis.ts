import type { Catalogue, Citation, LegalDate, Purpose } from '@juki/legal-basis';

/** What a purpose rests on, for the message of a refusal and for a program that shows it. */
export interface Basis {
  /** `住民基本台帳法別表第六 2項（住民基本台帳法30条の15第2項1号）`. */
  readonly text: string;
  readonly articles: readonly Pick<Citation, 'ja' | 'en' | 'uncertain'>[];
}

/** The row of the table and the articles that a purpose rests on, as numbered on a day. */
export function citeBasis(catalogue: Pick<Catalogue, 'cite'>, purpose: Purpose, date: LegalDate): Basis {
  const provisions = [...new Set(purpose.grants.map(({ provision }) => provision))];
  const articles = provisions.map((provision) => catalogue.cite(provision, date));
  const row = purpose.table === null ? null : `${purpose.table} ${purpose.item}項`;
  const [first] = articles;
  if (row !== null) return { text: first ? `${row}（${first.ja}）` : row, articles };
  return { text: articles.map(({ ja }) => ja).join('・') || '住民基本台帳法30条の25', articles };
}
