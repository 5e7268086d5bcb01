/** One thing that is wrong with a log, with the evidence: enough to be checked again by somebody else. Hashes are hex. */
export type Finding =
  | { readonly kind: 'checkpoint-missing' }
  | {
      readonly kind: 'checkpoint-refused';
      readonly reason: 'malformed' | 'no-known-key' | 'bad-signature';
      readonly note: string;
    }
  | { readonly kind: 'checkpoint-of-other-log'; readonly origin: string; readonly expected: string }
  | { readonly kind: 'file-missing'; readonly path: string }
  | { readonly kind: 'file-malformed'; readonly path: string }
  /** An entry does not hash to what the tile says. */
  | {
      readonly kind: 'entry-not-in-tile';
      readonly index: number;
      readonly path: string;
      readonly entryHash: string;
      readonly tileHash: string;
    }
  /** A tile does not hash to what the level above says. */
  | {
      readonly kind: 'tile-not-in-parent';
      readonly path: string;
      readonly position: number;
      readonly computed: string;
      readonly stated: string;
    }
  | { readonly kind: 'entry-malformed'; readonly index: number; readonly entry: string }
  | {
      readonly kind: 'entry-misplaced';
      readonly index: number;
      readonly statedIndex: number;
      readonly statedBody: string;
    }
  | { readonly kind: 'root-mismatch'; readonly size: number; readonly computed: string; readonly signed: string }
  /** Two signed checkpoints that cannot both be of one append-only log. */
  | {
      readonly kind: 'inconsistent';
      readonly size: number;
      readonly computed: string;
      readonly signed: string;
      readonly note: string;
    }
  | { readonly kind: 'shrunk'; readonly size: number; readonly olderSize: number; readonly note: string }
  /** Nothing says that the witnesses have seen this log. */
  | { readonly kind: 'witnessed-checkpoint-missing' }
  /** The checkpoint that is said to be witnessed carries fewer cosignatures of known witnesses than are needed. */
  | {
      readonly kind: 'too-few-witnesses';
      readonly size: number;
      readonly by: readonly string[];
      readonly quorum: number;
      readonly note: string;
    }
  | { readonly kind: 'record-missing'; readonly index: number }
  | { readonly kind: 'record-changed'; readonly index: number; readonly held: string; readonly logged: string }
  /** What is kept as the opening does not open the commitment in the log. */
  | { readonly kind: 'opening-changed'; readonly index: number; readonly computed: string; readonly logged: string }
  /** The opening fits the commitment, but is not the canonical form of a record that says what the entry says. */
  | { readonly kind: 'opening-unlawful'; readonly index: number; readonly fault: string }
  | { readonly kind: 'rows-out-of-order'; readonly index: number; readonly expected: number };

/** What was verified, how far, and all that was found. A log is sound only where `findings` is empty. */
export interface LogReport {
  readonly origin: string;
  readonly verdict: 'sound' | 'broken';
  /** The signed head that was verified; `null` where none could be believed. */
  readonly checkpoint: { readonly size: number; readonly root: string; readonly signedBy: readonly string[] } | null;
  /** The newest head that enough witnesses cosigned, which this log contains; `null` where none was asked for or found. */
  readonly witnessed: {
    readonly size: number;
    readonly root: string;
    readonly by: readonly { readonly name: string; readonly time: number }[];
  } | null;
  readonly entries: number;
  readonly openings: number;
  /** Entries whose record was not shown or is erased: their place in the log is verified, what they say is not. */
  readonly unopened: number;
  /** Older checkpoints with which this log was found consistent. */
  readonly consistentWith: readonly { readonly size: number; readonly root: string }[];
  readonly findings: readonly Finding[];
  /** Findings beyond the first thousand are counted only. */
  readonly omittedFindings: number;
}
