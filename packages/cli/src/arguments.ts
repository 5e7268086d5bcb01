import { isAbsolute, resolve } from 'node:path';
import { type LegalDate, parseLegalDate } from '@juki/legal-basis';
import { InvalidArgumentError } from 'commander';
import { type Language, languages } from './language.ts';

/** Readers of option values. Each names what it wants; commander puts the option's name before it. */

/** A port of TCP. */
export function port(text: string): number {
  return wholeNumber(text, 1, 65_535, 'It must be a port number, 1 to 65535.');
}

/** How many people; the generator has numbers for half a milliard. */
export function people(text: string): number {
  return wholeNumber(text, 0, 500_000_000, 'It must be a whole number, such as 3000.');
}

/** How many of something there must be. */
export function atLeastOne(text: string): number {
  return wholeNumber(text, 1, 1_000, 'It must be a whole number, 1 or more.');
}

/** Seconds that a token lives. */
export function lifetime(text: string): number {
  return wholeNumber(text, 1, 900, 'It must be seconds, 1 to 900.');
}

/** Seconds that a command waits. */
export function seconds(text: string): number {
  return wholeNumber(text, 0, 86_400, 'It must be seconds, such as 60.');
}

/** Rows of a chunk of a bulk inquiry. */
export function chunkRows(text: string): number {
  return wholeNumber(text, 1, 1_000, 'It must be a number of rows, 1 to 1000.');
}

/** Number of a bulk job (処理番号), as the tiers take it. */
export function bulkJob(text: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9-]{7,63}$/.test(text)) return text;
  throw new InvalidArgumentError('It must be 8 to 64 letters, digits or hyphens.');
}

/** A fiscal year (年度), by the year in which it begins. */
export function fiscalYear(text: string): number {
  return wholeNumber(text, 2002, 2999, 'It must be a year, such as 2026.');
}

/** A day of the law. */
export function day(text: string): LegalDate {
  try {
    return parseLegalDate(text);
  } catch {
    throw new InvalidArgumentError('It must be a day that exists, written YYYY-MM-DD.');
  }
}

/** A language of the output. */
export function language(text: string): Language {
  const found = languages.find((one) => one === text);
  if (found) return found;
  throw new InvalidArgumentError(`It must be one of ${languages.join(', ')}.`);
}

/** A folder or file, from wherever the command was called. */
export function path(text: string): string {
  if (text === '') throw new InvalidArgumentError('It must not be empty.');
  return isAbsolute(text) ? text : resolve(text);
}

/** Collects an option that may be given more than once. */
export function collect<Value>(read: (text: string) => Value) {
  return (text: string, before: readonly Value[] = []): readonly Value[] => [...before, read(text)];
}

function wholeNumber(text: string, least: number, most: number, wanted: string): number {
  const number = Number(text);
  if (/^\d{1,9}$/.test(text) && number >= least && number <= most) return number;
  throw new InvalidArgumentError(wanted);
}
