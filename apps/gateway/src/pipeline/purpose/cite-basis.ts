import type { Catalogue, LegalDate, Purpose } from '@juki/legal-basis';

/** How a refusal cites what a purpose rests on: `住民基本台帳法別表第六 2項（住民基本台帳法30条の15第2項1号）`. */
export function citeBasis(catalogue: Pick<Catalogue, 'cite'>, purpose: Purpose, date: LegalDate): string {
  const articles = [...new Set(purpose.grants.map((grant) => catalogue.cite(grant.provision, date).ja))];
  const row = purpose.table === null ? null : `${purpose.table} ${purpose.item}項`;
  if (row === null) return articles.join('・') || '住民基本台帳法30条の25';
  return articles.length === 0 ? row : `${row}（${articles[0]}）`;
}
