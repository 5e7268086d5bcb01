import type { TextEncoding } from '../text/text-encoding.ts';

/** How rows are written: one to a line, as CSV (RFC 4180, without line breaks in a field) or JSON (JSON Lines). */
export const tableForms = ['csv', 'jsonl'] as const;

/** One of {@link tableForms}. */
export type TableForm = (typeof tableForms)[number];

/** How a file is written. */
export interface FileFormat {
  readonly form: TableForm;
  readonly encoding: TextEncoding;
}

/** A line of text with its number in the file. */
export interface TextLine {
  readonly line: number;
  readonly text: string;
}

/** What a row holds. CSV knows only texts. */
export type RowValues = Readonly<Record<string, unknown>>;
