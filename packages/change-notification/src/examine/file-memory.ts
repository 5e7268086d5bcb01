import type { FileKind } from './examine.ts';
import type { FileRow } from './file-row.ts';
import type { Incoming } from './incoming.ts';

/** What a file knows about the people of some notifications; loaded before they are examined, and kept up meanwhile. */
export interface FileMemory {
  readonly file: FileKind;
  readonly covers: (municipalityCode: string) => boolean;
  readonly refOfFirst: (residentCode: string) => string;
  /** Holders of the numbers and codes in question. */
  readonly numbers: Map<string, string>;
  readonly codes: Map<string, string>;
  /** Current rows by `ref`. */
  readonly currents: Map<string, FileRow>;
  /** Notifications that wait, by `ref`, in the order of their arrival. */
  readonly waiting: Map<string, readonly Waiting[]>;
  /** Only where lost notifications are taken back: rows that came after them, and so stay current. */
  readonly late?: ReadonlySet<string>;
}

/** A notification that waits in a file. */
export interface Waiting extends Incoming {
  readonly ref: string;
}
