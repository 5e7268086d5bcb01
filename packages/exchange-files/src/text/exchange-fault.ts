import { JukiError } from '@juki/errors';

/** In what a file is not what it claims to be. */
export type ExchangeFaultKind =
  | 'ENCODING'
  | 'FORM'
  | 'HEAD'
  | 'COLUMNS'
  | 'TRUNCATED'
  | 'TRAILER'
  | 'COUNT'
  | 'HASH'
  | 'TOO_LARGE';

/** Where in a file: lines from 1, bytes from 0 counted from the beginning of the file. */
export interface ExchangePlace {
  readonly line?: number;
  readonly byte?: number;
}

/** Says what is wrong with a file and where, never what stands there: a line may hold 個人番号. */
export function exchangeFault(kind: ExchangeFaultKind, message: string, place: ExchangePlace = {}): JukiError {
  const where = [
    ...(place.line === undefined ? [] : [`line ${place.line}`]),
    ...(place.byte === undefined ? [] : [`byte ${place.byte}`]),
  ].join(', ');
  return new JukiError('EXCHANGE_FILE_INVALID', where === '' ? message : `${where}: ${message}`, {
    details: { kind, ...place },
  });
}
