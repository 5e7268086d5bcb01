import { parse } from 'csv-parse/sync';
import { exchangeFault } from '../text/exchange-fault.ts';
import type { TextLine } from './table-form.ts';

/**
 * Reads lines of CSV, each a record. Many at once, since a parser for each line costs ten times as much.
 * Errors: `EXCHANGE_FILE_INVALID` (`FORM`) with the line.
 */
export function readCsvLines(lines: readonly TextLine[]): readonly (readonly string[])[] {
  const records = parseAll(lines.map(({ text }) => text).join('\n'));
  // A quote that stays open swallows the lines after it; then there are fewer records than lines.
  if (records?.length === lines.length) return records;
  return lines.map(({ line, text }) => {
    const [record, ...more] = parseAll(text) ?? [];
    if (record && more.length === 0) return record;
    throw exchangeFault('FORM', 'The line is no record of CSV: a quotation mark stands open or alone.', { line });
  });
}

/** Writes a record of CSV. A field that begins with `#` is quoted, since such a line would be one of the head. */
export function writeCsvLine(fields: readonly string[]): string {
  return fields.map(writeField).join(',');
}

function writeField(field: string): string {
  if (/[\r\n]/.test(field)) throw exchangeFault('FORM', 'A field must not hold a line break.');
  return field === '' || /[",#]|^\s|\s$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

function parseAll(text: string): readonly (readonly string[])[] | undefined {
  try {
    const records: unknown = parse(text === '' ? '""' : text.replaceAll(/^$/gm, '""'), {
      record_delimiter: '\n',
      relax_column_count: true,
    });
    return Array.isArray(records) ? records.map((record: unknown) => textsOf(record)) : undefined;
  } catch {
    // The parser's message quotes the line.
    return undefined;
  }
}

function textsOf(record: unknown): readonly string[] {
  return Array.isArray(record) ? record.map(String) : [];
}
