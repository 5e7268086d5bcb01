import {
  measureRows,
  openExchangeFile,
  type RowValues,
  type TextEncoding,
  writeExchangeFile,
} from '@juki/exchange-files';
import { type RequestHead, writeRequestHead } from './request-head.ts';
import { checkRequestColumns } from './request-row.ts';

/** What a department has: a table of row keys and search keys, and what its request says. */
export interface RequestDraft {
  /** Opens the table; it is read twice, once to count and hash. */
  readonly table: () => AsyncIterable<Uint8Array>;
  readonly encoding: TextEncoding;
  readonly head: Omit<RequestHead, 'count' | 'sha256'>;
}

/** ① Makes a request file (一括提供要求ファイル) in UTF-8 from a table. Errors: `EXCHANGE_FILE_INVALID`. */
export async function makeRequest({ table, encoding, head }: RequestDraft): Promise<{
  readonly head: RequestHead;
  readonly content: AsyncIterable<Uint8Array>;
}> {
  const { columns } = await openTable();
  checkRequestColumns(columns ?? []);
  const format = { form: 'csv', encoding: 'utf-8', columns: columns ?? [] } as const;
  const { count, sha256 } = await measureRows(format, rowsOf());
  const whole = { ...head, count, sha256 };
  return { head: whole, content: writeExchangeFile(format, writeRequestHead(whole), rowsOf()) };

  function openTable() {
    return openExchangeFile(table(), { form: 'csv', encoding, bare: true });
  }

  async function* rowsOf(): AsyncGenerator<RowValues> {
    const opened = await openTable();
    for await (const batch of opened.rows()) yield* batch.map(({ values }) => values);
  }
}
