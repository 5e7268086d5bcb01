import { createHash } from 'node:crypto';
import { readCsvLines } from '../table/csv-lines.ts';
import { readJsonLine } from '../table/json-line.ts';
import type { FileFormat, RowValues, TextLine } from '../table/table-form.ts';
import { type ByteLine, byteLines, defaultExchangeLimits, type ExchangeLimits } from '../text/byte-lines.ts';
import { exchangeFault } from '../text/exchange-fault.ts';
import { decodeLine } from '../text/text-encoding.ts';
import { fileParts, type Head, type Trailer } from './file-parts.ts';

/** A row with where it stands. */
export interface ExchangeRow {
  /** From 1, counting rows only. */
  readonly number: number;
  readonly line: number;
  readonly values: RowValues;
}

/** How a file is read. */
export interface ReadFormat extends FileFormat {
  readonly limits?: ExchangeLimits;
  /** A table as any program writes it: column names and rows, neither head nor trailer. It cannot be proved whole. */
  readonly bare?: boolean;
}

/** A file whose head has been read. */
export interface ExchangeFile {
  readonly head: Head;
  /** Column names of CSV; `null` for JSON Lines, whose rows bring their own. */
  readonly columns: readonly string[] | null;
  /**
   * The rows, once, some hundred at a time. They come before the end of the file is seen: whoever may act on whole files
   * only reads to the end first (`checkExchangeFile`). Ends with the trailer, which has then been proved right.
   */
  readonly rows: () => AsyncGenerator<readonly ExchangeRow[], Trailer>;
}

const batch = 500;

/**
 * Opens a file of head, rows and trailer as a stream; memory does not grow with it.
 * Errors: `EXCHANGE_FILE_INVALID` with kind, line and byte: encoding, form, head, columns, a trailer that is missing
 * (`TRUNCATED`) or tells another count or hash.
 */
export async function openExchangeFile(
  source: AsyncIterable<Uint8Array>,
  { form, encoding, limits = defaultExchangeLimits, bare = false }: ReadFormat,
): Promise<ExchangeFile> {
  const parts = fileParts[form];
  const lines = byteLines(source, limits);
  const whole = createHash('sha256');
  const body = createHash('sha256');
  const next = async (): Promise<{ readonly raw: ByteLine; readonly text: TextLine } | undefined> => {
    const step = await lines.next();
    if (step.done === true) return undefined;
    const raw: ByteLine = step.value;
    return { raw, text: { line: raw.line, text: decodeLine(raw, encoding) } };
  };

  let head: Head = {};
  let current = await next();
  for (let isFirst = true; !bare && current && parts.isHead(current.text, isFirst); isFirst = false) {
    if (parts.readTrailer(current.text)) break;
    head = merge(head, parts.readHead(current.text), current.text);
    whole.update(current.raw.raw);
    current = await next();
  }
  const columns = form === 'csv' ? columnsOf(current?.text) : null;
  if (columns && current) {
    whole.update(current.raw.raw);
    current = await next();
  }
  const read = (batched: readonly TextLine[]): readonly RowValues[] => {
    if (!columns) return batched.map(readJsonLine);
    return readCsvLines(batched).map((fields, index) => valuesOf(fields, columns, batched[index]?.line));
  };

  return {
    head,
    columns,
    async *rows() {
      let count = 0;
      let pending: TextLine[] = [];
      const flush = (): readonly ExchangeRow[] => {
        const first = count - pending.length + 1;
        const rows = read(pending).map((values, index) => {
          return { number: first + index, line: pending[index]?.line ?? 0, values };
        });
        pending = [];
        return rows;
      };
      for (; current; current = await next()) {
        const { raw, text } = current;
        const trailer = bare ? undefined : parts.readTrailer(text);
        if (trailer) {
          if (pending.length > 0) yield flush();
          const after = await next();
          if (after) throw exchangeFault('TRAILER', 'Something follows the trailer.', { line: after.text.line });
          check(head, trailer, { count, whole: whole.digest('hex'), body: body.digest('hex'), line: text.line });
          return trailer;
        }
        whole.update(raw.raw);
        body.update(raw.raw);
        count += 1;
        if (count > limits.rows)
          throw exchangeFault('TOO_LARGE', `More than ${limits.rows} rows.`, { line: text.line });
        pending.push(text);
        if (pending.length === batch) yield flush();
      }
      if (pending.length > 0) yield flush();
      if (bare) return { count, sha256: whole.digest('hex') };
      throw exchangeFault('TRUNCATED', 'The file ends without its trailer: it was cut off, or is still being written.');
    },
  };
}

/** Reads a file to its end and says what it holds. Errors: as {@link openExchangeFile}. */
export async function checkExchangeFile(
  source: AsyncIterable<Uint8Array>,
  format: ReadFormat,
): Promise<{ readonly head: Head; readonly columns: readonly string[] | null; readonly trailer: Trailer }> {
  const { head, columns, rows } = await openExchangeFile(source, format);
  const every = rows();
  for (;;) {
    const { value, done } = await every.next();
    if (done) return { head, columns, trailer: value };
  }
}

/** The head may tell count and hash of the rows too (`count`, `sha256`); then both must be right. */
function check(head: Head, trailer: Trailer, is: { count: number; whole: string; body: string; line: number }): void {
  const { line } = is;
  const counts = [String(trailer.count), ...(head['count'] === undefined ? [] : [head['count']])];
  const wrong = counts.find((count) => count !== String(is.count));
  if (wrong !== undefined) throw exchangeFault('COUNT', `The file says ${wrong} rows and has ${is.count}.`, { line });
  if (trailer.sha256 !== is.whole || (head['sha256'] ?? is.body) !== is.body) {
    throw exchangeFault('HASH', 'The hash is not that of the file: it was changed after it was written.', { line });
  }
}

function merge(head: Head, more: Head, { line }: TextLine): Head {
  const doubled = Object.keys(more).find((name) => Object.hasOwn(head, name));
  if (doubled !== undefined) throw exchangeFault('HEAD', `The head names ${doubled} twice.`, { line });
  return { ...head, ...more };
}

function columnsOf(line: TextLine | undefined): readonly string[] {
  const [columns = []] = line && !line.text.startsWith('#') ? readCsvLines([line]) : [];
  const isSound = columns.every((name) => /^[A-Za-z][A-Za-z0-9]{0,63}$/.test(name));
  if (columns.length > 0 && isSound && new Set(columns).size === columns.length) return columns;
  throw exchangeFault('COLUMNS', 'A line of distinct column names must follow the head.', line && { line: line.line });
}

function valuesOf(fields: readonly string[], columns: readonly string[], line = 0): RowValues {
  if (fields.length === columns.length) return Object.fromEntries(columns.map((name, at) => [name, fields[at] ?? '']));
  throw exchangeFault('COLUMNS', `The line has ${fields.length} fields; there are ${columns.length} columns.`, {
    line,
  });
}
