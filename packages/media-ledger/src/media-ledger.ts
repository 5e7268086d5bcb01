import type { MediumEntry } from './medium-entry.ts';

/** Which entries are wanted; newest first. */
export interface MediumQuery {
  readonly body: string;
  /** Entries of one file or medium only. */
  readonly medium?: string | null;
  readonly limit: number;
}

/** What a module's own transaction offers; a pool does too. */
export interface Queryable {
  query(text: string, values: unknown[]): Promise<{ readonly rows: unknown[] }>;
}

/**
 * 媒体管理簿 of a tier. Other modules enter what they print or issue by `record`, in the transaction in which they note that
 * they did (`within`), so that neither stands without the other.
 */
export interface MediaLedger {
  /** Enters; the same key again changes nothing. `KEY_USED`: another entry has the key. */
  record(entry: MediumEntry, within?: Queryable): Promise<'ENTERED' | 'KNOWN' | 'KEY_USED'>;
  entries(query: MediumQuery): Promise<readonly MediumEntry[]>;
  /** 消去期限一覧: what must be erased by an instant and has no entry that it was; the earliest first. */
  due(query: {
    readonly bodies: readonly string[];
    readonly by: number;
    readonly limit: number;
    /** Only what the tier erases by itself: files of its shared folder. */
    readonly inFolder?: boolean;
  }): Promise<readonly MediumEntry[]>;
}
