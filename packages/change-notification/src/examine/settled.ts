import type { Fault } from '../event/fault-codes.ts';
import type { Outcome, WaitsFor } from '../exchange/receipt.ts';
import type { FileRow } from './file-row.ts';
import type { Incoming } from './incoming.ts';

/** What became of a notification. */
export interface Settled {
  readonly incoming: Incoming;
  readonly outcome: Outcome;
  readonly faults: readonly Fault[];
  readonly waitsFor: WaitsFor | null;
  /** Null where nobody could be found. */
  readonly ref: string | null;
  /** It had waited: its sender has the receipt already, and learns of this as a late decision. */
  readonly late: boolean;
}

/** What a number of notifications do to a file. */
export interface FileChanges {
  /** In the order in which they were settled; one that waited and was then applied stands here twice. */
  readonly settled: readonly Settled[];
  /** Rows to add, in order; dated already where a later one superseded them. */
  readonly added: readonly FileRow[];
  /** Rows of the file to date. */
  readonly superseded: readonly { readonly row: FileRow; readonly on: string }[];
}
