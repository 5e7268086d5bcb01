import type { Scope } from '@juki/grants';

/** What a grant claims of one coordinate: that the purpose reaches it on the day, given the ordinances on file. */
export interface Claim {
  readonly purpose: string;
  /** The stated purpose whose second hop `purpose` is; `null`: it is stated itself. */
  readonly secondHopOf: string | null;
  readonly coordinate: string;
  /** Day in Asia/Tokyo, `YYYY-MM-DD`. */
  readonly date: string;
  /** Ids of the purposes for which an ordinance (条例) of the caller's body opened something. */
  readonly ordinances: readonly string[];
}

/**
 * The subgraph's own copy of the snapshot, loaded from disk at start. A grant is held against it, so that a stolen
 * gateway key alone cannot widen a purpose; nothing is decided anew.
 */
export interface Policy {
  /** Hash that names the snapshot. */
  readonly snapshot: string;
  /** Whether the matrix of the snapshot opens the coordinate. */
  permits(claim: Claim): boolean;
  /** Whether the scope is the one that the purpose gives to the agency (機関) of the caller. */
  reaches(claim: Pick<Claim, 'purpose' | 'secondHopOf'> & { readonly agency: string; readonly scope: Scope }): boolean;
  /** The affair under which the agency answers when the governor's file does not hold the person (30条の11), or `null`. */
  secondHop(purpose: string): string | null;
}
