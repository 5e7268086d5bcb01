import { JukiError } from '@juki/errors';

/** A day in Asia/Tokyo, written `YYYY-MM-DD`. Laws come into force by the day, never by the hour. */
export type LegalDate = string & { readonly __brand: 'LegalDate' };

const shape = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Parses a calendar day; throws `CATALOGUE_INVALID` for anything else, 2026-02-30 included. */
export function parseLegalDate(text: string): LegalDate {
  const [, year, month, day] = shape.exec(text) ?? [];
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) {
    throw new JukiError('CATALOGUE_INVALID', `not a calendar day (YYYY-MM-DD): ${JSON.stringify(text)}`);
  }
  return text as LegalDate;
}

const nineHours = 9 * 60 * 60 * 1000;

/** The day in Asia/Tokyo (UTC+9, no daylight saving time) at an instant given in milliseconds since 1970. */
export function legalDateAt(milliseconds: number): LegalDate {
  return new Date(milliseconds + nineHours).toISOString().slice(0, 10) as LegalDate;
}

/** The next day in the calendar. */
export function dayAfter(date: LegalDate): LegalDate {
  return new Date(Date.parse(date) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10) as LegalDate;
}

/** The day before in the calendar. */
export function dayBefore(date: LegalDate): LegalDate {
  return new Date(Date.parse(date) - 24 * 60 * 60 * 1000).toISOString().slice(0, 10) as LegalDate;
}

/** A span of days, both ends included; `null` is open. `uncertain` means that a bound was not verified in a text. */
export interface Interval {
  readonly from: LegalDate | null;
  readonly to: LegalDate | null;
  readonly uncertain: boolean;
  /** `from` is the day of the text that was read, not of commencement: earlier days are unknown, and so closed. */
  readonly fromTextRead?: boolean;
}

/** Whether a day lies inside a span. ISO days compare as text. */
export function contains(interval: Interval, date: LegalDate): boolean {
  return (interval.from === null || interval.from <= date) && (interval.to === null || date <= interval.to);
}

/** Whether two spans share a day. */
export function overlaps(one: Interval, other: Interval): boolean {
  const startsBeforeEnd = (a: Interval, b: Interval) => a.from === null || b.to === null || a.from <= b.to;
  return startsBeforeEnd(one, other) && startsBeforeEnd(other, one);
}
