import { JukiError } from '@juki/errors';

/** 共有フォルダの区画: where a file lies on its way. `taken` is each consumer's own; `done` waits to be erased. */
export const places = ['incoming', 'taken', 'results', 'rejected', 'done'] as const;

/** One of {@link places}. */
export type Place = (typeof places)[number];

/** A file that lies in a place. */
export interface StoredFile {
  readonly name: string;
  readonly bytes: number;
  /** When it was put there, in milliseconds since 1970. */
  readonly since: number;
}

/** What lies in a place but is not touched, and why. */
export interface RefusedEntry {
  readonly name: string;
  readonly reason: 'NAME' | 'NOT_A_FILE' | 'LINKED' | 'OWNER';
}

/** The content of a place, by name. */
export interface Listing {
  readonly files: readonly StoredFile[];
  readonly refused: readonly RefusedEntry[];
}

/**
 * 共有フォルダ: where files enter and leave. What is in a place is whole; who moves a file is the only one who did; what was
 * taken stays taken over a crash.
 */
export interface ExchangeStore {
  /** Puts a file whole or not at all. Errors: `EXCHANGE_FILE_EXISTS`, `EXCHANGE_FILE_REFUSED`. */
  put(place: Place, name: string, content: AsyncIterable<Uint8Array>): Promise<StoredFile>;
  list(place: Place): Promise<Listing>;
  /** The bytes of a file. Errors: `EXCHANGE_FILE_MISSING`, `EXCHANGE_FILE_REFUSED`. */
  read(place: Place, name: string): AsyncIterable<Uint8Array>;
  /** Moves a file; `false` where it is gone, because somebody else was first. Errors: `EXCHANGE_FILE_EXISTS`. */
  move(name: string, from: Place, to: Place): Promise<boolean>;
  /** 消去: removes a file; `false` where there is none. */
  remove(place: Place, name: string): Promise<boolean>;
}

/** Whether a name may be that of a file: no path, nothing hidden, nothing that a shell or a log would misread. */
export function isFileName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,159}$/.test(name) && !name.includes('..') && !name.endsWith('.part');
}

/** Refuses a name that could lead out of its place. */
export function assertFileName(name: string): void {
  if (isFileName(name)) return;
  throw new JukiError(
    'EXCHANGE_FILE_REFUSED',
    'The name of a file is of letters, digits, dot, hyphen and underscore, at most 160, without two dots in a row.',
  );
}

/** The fault of putting a file where one lies. */
export function fileExists(name: string): JukiError {
  return new JukiError('EXCHANGE_FILE_EXISTS', `A file ${name} lies there already.`);
}

/** The fault of reading a file that is not there. */
export function fileMissing(name: string): JukiError {
  return new JukiError('EXCHANGE_FILE_MISSING', `There is no file ${name}.`);
}
