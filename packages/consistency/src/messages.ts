import type { ComparedItem, ComparedRecord } from './compared-record.ts';
import type { NodePath } from './tree.ts';

/**
 * What travels between the two sides. The lower file's side (市町村CS, for the national file the prefecture's server) sends, the
 * upper side compares and answers with the result (S0・S1 備考6: 6-①, 6-②, 6-③). Digests and positions are base64url of 16 bytes.
 */

/** The digests of the sixteen children of a node; `null` for one with nobody below it. */
export interface RangeDigests {
  readonly path: NodePath;
  readonly digests: readonly (string | null)[];
}

/** A person of a bucket, by position. */
export interface LeafDigest {
  readonly position: string;
  readonly digest: string;
}

/** The people of a bucket. */
export interface BucketLeaves {
  readonly path: NodePath;
  readonly leaves: readonly LeafDigest[];
}

/** Positions at which the sides differ. Not yet a result: a change may be on its way. */
export interface DifferingPositions {
  /** The upper file lacks the person. */
  readonly missing: readonly string[];
  /** The lower file lacks the person. */
  readonly extra: readonly string[];
  readonly different: readonly string[];
}

/** The record of one person, sent to be compared item by item; `null` where the lower file holds none. */
export interface SentRecord {
  readonly position: string;
  readonly record: ComparedRecord | null;
}

/** 不足、余剰、相違: what the upper file is found to be, against the lower one, which is right. */
export type FindingKind = 'MISSING' | 'EXTRA' | 'DIFFERENT';

/** The result for one person: what differs, never how. */
export interface ComparedPerson {
  readonly position: string;
  /** `null`: both sides agree. */
  readonly kind: FindingKind | null;
  /** For `DIFFERENT`, the items. */
  readonly items: readonly ComparedItem[];
  /** For `EXTRA`, whom the upper file names, sealed for the lower tier. */
  readonly subject: string | null;
}

/** How much goes into one message. A gateway takes a megabyte. */
export const messageLimits = { ranges: 512, leaves: 1_000, records: 100 } as const;
