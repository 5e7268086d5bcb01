import {
  checkExchangeFile,
  type ExchangeStore,
  openExchangeFile,
  recogniseEncoding,
  type TextEncoding,
} from '@juki/exchange-files';
import { type RequestHead, readRequestHead } from './request-head.ts';
import { checkRequestColumns, type RequestRow, readRequestRow } from './request-row.ts';

/** A request file that is whole and right. */
export interface RequestFile {
  readonly head: RequestHead;
  readonly encoding: TextEncoding;
  /** SHA-256 of the whole file: what makes it the same file as another. */
  readonly sha256: string;
  /** The rows in chunks of a size, from one on. */
  chunks(size: number, from: number): AsyncGenerator<readonly RequestRow[]>;
}

/** ③ Reads a request file that was taken: to its end, before anything of it is asked. Errors: `EXCHANGE_FILE_INVALID`. */
export async function readRequest(store: ExchangeStore, name: string): Promise<RequestFile> {
  const source = () => store.read('taken', name);
  const encoding = await recogniseEncoding(source());
  const format = { form: 'csv', encoding } as const;
  const checked = await checkExchangeFile(source(), format);
  checkRequestColumns(checked.columns ?? []);
  const head = readRequestHead(checked.head);
  return {
    head,
    encoding,
    sha256: checked.trailer.sha256,
    async *chunks(size, from) {
      const { rows } = await openExchangeFile(source(), format);
      let pending: RequestRow[] = [];
      let chunk = 0;
      for await (const batch of rows()) {
        for (const { values } of batch) {
          pending.push(readRequestRow(values));
          if (pending.length < size) continue;
          if (chunk >= from) yield pending;
          chunk += 1;
          pending = [];
        }
      }
      if (pending.length > 0 && chunk >= from) yield pending;
    },
  };
}
