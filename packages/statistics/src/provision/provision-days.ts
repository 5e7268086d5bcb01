import { type LegalDate, legalDateAt, parseLegalDate } from '@juki/legal-basis';

const day = 86_400_000;

/** The instant at which a day begins in Asia/Tokyo, which has no summer time. */
export function beginningOf(date: string): number {
  return Date.parse(`${date}T00:00:00+09:00`);
}

/** The day after. */
export function nextDay(date: string): LegalDate {
  return legalDateAt(beginningOf(date) + day);
}

/** The days from the first to before the second. */
export function* daysBetween(first: string, before: string): Generator<LegalDate> {
  for (let date = parseLegalDate(first); date < before; date = nextDay(date)) yield date;
}

/** 年度: from April to March, named by the year in which it begins. `before` is the day after its last. */
export function fiscalYearOf(year: number): { readonly from: string; readonly before: string } {
  return { from: `${year}-04-01`, before: `${year + 1}-04-01` };
}

/** The 年度 in which a day lies. */
export function fiscalYearAt(date: string): number {
  const year = Number(date.slice(0, 4));
  return date.slice(5, 7) < '04' ? year - 1 : year;
}
