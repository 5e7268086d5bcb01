/** A value of a row, as `COPY` takes it. */
export type CopyValue = string | number | Uint8Array | Date | null;

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** One row in PostgreSQL's text format of `COPY` (documentation, COPY, Text Format), with its end of line. */
export function copyLine(values: readonly CopyValue[]): string {
  return `${values.map(copyField).join('\t')}\n`;
}

function copyField(value: CopyValue): string {
  if (value === null) return '\\N';
  if (value instanceof Date) return value.toISOString();
  // The backslash of bytea's own hexadecimal form is escaped once more.
  if (value instanceof Uint8Array)
    return `\\\\x${Buffer.from(value.buffer, value.byteOffset, value.length).toString('hex')}`;
  return String(value).replace(/[\\\t\n\r]/g, (character) => escapes[character] ?? character);
}
