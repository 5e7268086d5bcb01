export type { Head, Trailer } from './file/file-parts.ts';
export {
  checkExchangeFile,
  type ExchangeFile,
  type ExchangeRow,
  openExchangeFile,
  type ReadFormat,
} from './file/open-exchange-file.ts';
export { measureRows, type Rows, type WriteFormat, writeExchangeFile } from './file/write-exchange-file.ts';
export { type DirectoryStoreOptions, openDirectoryStore } from './store/directory-store.ts';
export type { ExchangeStore, Listing, Place, RefusedEntry, StoredFile } from './store/exchange-store.ts';
export { type Rejection, rejectFile, rejectionOf } from './store/reject-file.ts';
export { type TakenFile, takeNext } from './store/take-next.ts';
export type { FileFormat, RowValues, TableForm } from './table/table-form.ts';
export { defaultExchangeLimits, type ExchangeLimits } from './text/byte-lines.ts';
export type { ExchangeFaultKind } from './text/exchange-fault.ts';
export { recogniseEncoding } from './text/recognise-encoding.ts';
export type { TextEncoding } from './text/text-encoding.ts';
