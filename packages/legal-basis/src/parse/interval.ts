import { JukiError } from '@juki/errors';
import { type Interval, type LegalDate, parseLegalDate } from '../legal-date.ts';
import type { Row } from './row.ts';

/** The keys of a span in the files. */
export const intervalKeys = ['from', 'to', 'uncertain', 'fromTextRead'] as const;

/** A span that is always in force, for what has no date and needs none. */
export const always: Interval = { from: null, to: null, uncertain: false };

/** A day under a key, or `null` when absent; a bad one is a fault. */
export function readDate(row: Row, key: string): LegalDate | null {
  const text = row.optionalText(key);
  if (text === null) return null;
  try {
    return parseLegalDate(text);
  } catch (error) {
    row.fault(error instanceof JukiError ? `${key}: ${error.message}` : `${key} is not a day`);
    return null;
  }
}

/** A span of days from the keys of a mapping. */
export function readInterval(row: Row): Interval {
  const from = readDate(row, 'from');
  const to = readDate(row, 'to');
  if (from !== null && to !== null && to < from) row.fault(`ends (${to}) before it begins (${from})`);
  const interval = { from, to, uncertain: row.flag('uncertain') };
  return row.flag('fromTextRead') ? { ...interval, fromTextRead: true } : interval;
}

/** In force from the day of the text that was read; earlier days are unknown. */
export function fromTextRead(date: LegalDate | null): Interval {
  return { from: date, to: null, uncertain: false, fromTextRead: true };
}
