import { exchangeFault } from '../text/exchange-fault.ts';
import type { RowValues, TextLine } from './table-form.ts';

/** Reads a line of JSON, an object. Errors: `EXCHANGE_FILE_INVALID` (`FORM`) with the line. */
export function readJsonLine({ line, text }: TextLine): RowValues {
  const value = parse(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return Object.fromEntries(Object.entries(value));
  throw exchangeFault('FORM', 'The line is no object of JSON.', { line });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
