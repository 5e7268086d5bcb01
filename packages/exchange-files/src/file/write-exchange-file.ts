import { createHash } from 'node:crypto';
import { writeCsvLine } from '../table/csv-lines.ts';
import type { FileFormat, RowValues } from '../table/table-form.ts';
import { encodeLine } from '../text/text-encoding.ts';
import { fileParts, type Head, type Trailer } from './file-parts.ts';

/** Rows as they come: from memory or from a stream. */
export type Rows = Iterable<RowValues> | AsyncIterable<RowValues>;

/** How a file is written: `columns` in their order, all of which a row of CSV has. */
export interface WriteFormat extends FileFormat {
  readonly columns: readonly string[];
}

const flushAt = 64 * 1024;

/**
 * Writes head, rows and trailer as a stream of bytes. In UTF-8 without a byte order mark; lines end in LF.
 * Errors: `EXCHANGE_FILE_INVALID` where the encoding lacks a character or a field holds a line break.
 */
export async function* writeExchangeFile(format: WriteFormat, head: Head, rows: Rows): AsyncGenerator<Uint8Array> {
  const { form, encoding, columns } = format;
  const parts = fileParts[form];
  const whole = createHash('sha256');
  let pending: Uint8Array[] = [];
  let bytes = 0;
  let count = 0;
  const add = (text: string) => {
    const line = encodeLine(`${text}\n`, encoding);
    whole.update(line);
    pending.push(line);
    bytes += line.length;
  };
  const flush = (): Uint8Array => {
    const chunk = Buffer.concat(pending);
    [pending, bytes] = [[], 0];
    return chunk;
  };
  for (const line of parts.writeHead(head)) add(line);
  if (form === 'csv') add(writeCsvLine(columns));
  for await (const values of rows) {
    add(writeRow(values, format));
    count += 1;
    if (bytes >= flushAt) yield flush();
  }
  const trailer = encodeLine(`${parts.writeTrailer({ count, sha256: whole.digest('hex') })}\n`, encoding);
  yield Buffer.concat([flush(), trailer]);
}

/** Counts and hashes rows as a file of the format would hold them, for a head that says both. */
export async function measureRows(format: WriteFormat, rows: Rows): Promise<Trailer> {
  const hash = createHash('sha256');
  let count = 0;
  for await (const values of rows) {
    hash.update(encodeLine(`${writeRow(values, format)}\n`, format.encoding));
    count += 1;
  }
  return { count, sha256: hash.digest('hex') };
}

function writeRow(values: RowValues, { form, columns }: WriteFormat): string {
  if (form === 'jsonl') return JSON.stringify(Object.fromEntries(columns.flatMap((name) => entryOf(values, name))));
  return writeCsvLine(columns.map((name) => textOf(values[name])));
}

function entryOf(values: RowValues, name: string): readonly [string, unknown][] {
  return values[name] === undefined ? [] : [[name, values[name]]];
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
