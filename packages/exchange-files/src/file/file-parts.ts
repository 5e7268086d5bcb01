import { readCsvLines, writeCsvLine } from '../table/csv-lines.ts';
import { readJsonLine } from '../table/json-line.ts';
import type { RowValues, TableForm, TextLine } from '../table/table-form.ts';
import { exchangeFault } from '../text/exchange-fault.ts';

/** What a file says of itself before its rows: texts by name. */
export type Head = Readonly<Record<string, string>>;

/** What stands at the end of a file: how many rows, and the hash of every byte before this line. */
export interface Trailer {
  readonly count: number;
  /** SHA-256, hexadecimal. */
  readonly sha256: string;
}

/** How the parts of a file are told apart, in one form of it. */
export interface FileParts {
  /** Whether the line is of the head. */
  isHead(line: TextLine, isFirst: boolean): boolean;
  readHead(line: TextLine): Head;
  writeHead(head: Head): readonly string[];
  /** The trailer, if the line is one. */
  readTrailer(line: TextLine): Trailer | undefined;
  writeTrailer(trailer: Trailer): string;
}

const end = 'end';

/**
 * CSV: lines `#name,value` before the line of column names, and `#end,count,sha256` as the last, so that a spreadsheet
 * shows all of it.
 */
const csv: FileParts = {
  isHead: ({ text }) => text.startsWith('#'),
  readHead(line) {
    const [[name = '', value, ...more] = []] = readCsvLines([line]);
    if (value === undefined || more.length > 0 || !isName(name.slice(1))) throw badHead(line);
    return { [name.slice(1)]: value };
  },
  writeHead: (head) => Object.entries(head).map(([name, value]) => `#${name},${writeCsvLine([value])}`),
  readTrailer(line) {
    if (!line.text.startsWith(`#${end},`)) return undefined;
    const [[, count, sha256, ...more] = []] = readCsvLines([line]);
    return more.length > 0 ? badTrailer(line) : trailerOf(line, { count: Number(count), sha256 });
  },
  writeTrailer: ({ count, sha256 }) => `#${end},${count},${sha256}`,
};

/** JSON Lines: the first line holds the head, `{"head":{…}}`, the last `{"end":{"count":…,"sha256":…}}`. */
const jsonl: FileParts = {
  isHead: (_line, isFirst) => isFirst,
  readHead(line) {
    const { head, ...others } = readJsonLine(line);
    if (typeof head !== 'object' || head === null || Object.keys(others).length > 0) throw badHead(line);
    const entries = Object.entries(head).map(([name, value]): [string, string] => {
      if (!isName(name) || (typeof value !== 'string' && typeof value !== 'number')) throw badHead(line);
      return [name, String(value)];
    });
    return Object.fromEntries(entries);
  },
  writeHead: (head) => [JSON.stringify({ head })],
  readTrailer(line) {
    if (!line.text.startsWith(`{"${end}":`)) return undefined;
    return trailerOf(line, fieldsOf(readJsonLine(line)[end]));
  },
  writeTrailer: (trailer) => JSON.stringify({ [end]: trailer }),
};

/** The parts of a file by its form. */
export const fileParts: Readonly<Record<TableForm, FileParts>> = { csv, jsonl };

function isName(name: string): boolean {
  return /^[a-z][A-Za-z0-9]{0,63}$/.test(name) && name !== end;
}

function trailerOf(line: TextLine, { count, sha256 }: RowValues): Trailer {
  const isCount = typeof count === 'number' && Number.isSafeInteger(count) && count >= 0;
  if (!isCount || typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256)) return badTrailer(line);
  return { count, sha256 };
}

function fieldsOf(value: unknown): RowValues {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function badHead({ line }: TextLine) {
  return exchangeFault('HEAD', 'The line is no entry of a head: a name and a value.', { line });
}

function badTrailer({ line }: TextLine): never {
  throw exchangeFault('TRAILER', 'The last line must hold the count of rows and the SHA-256 of all before it.', {
    line,
  });
}
