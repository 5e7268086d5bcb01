import type { Fault } from '../event/fault-codes.ts';

/** What became of a notification in the file of a receiver. */
export type Outcome = 'APPLIED' | 'REFUSED' | 'WAITS';

/** What a notification waits for. */
export type WaitsFor = 'DELETION_ELSEWHERE' | 'EARLIER_NOTIFICATION';

/** What a receiver decided about one notification of a sender. */
export interface Decision {
  /** The sender's number of the notification. */
  readonly sequence: number;
  readonly eventId: string;
  readonly municipalityCode: string;
  /** Whose decision it is: the prefecture tells its municipalities what the agency decided, too. */
  readonly tier: 'prefectural' | 'national';
  readonly outcome: Outcome;
  /** Why, if refused. */
  readonly faults: readonly Fault[];
  /** For what, if it waits. */
  readonly waitsFor: WaitsFor | null;
}

/** The answer to a batch. */
export interface Receipt {
  readonly sender: string;
  readonly receiver: string;
  /**
   * `TAKEN`: the notifications stand in the receiver's file or on its lists. `GAP`: the batch begins after `next`; send
   * again from there. `DIVERGED`: the sender's numbers have other contents here, or its chain breaks: the sender has
   * lost its memory and must adopt the receiver's before it sends anything more.
   */
  readonly state: 'TAKEN' | 'GAP' | 'DIVERGED';
  /** The number that the receiver expects next, and its chain before it. */
  readonly next: number;
  readonly chain: string;
  /** One for each notification of the batch that is known now; a repeated one is answered as before. */
  readonly decisions: readonly (Decision & { readonly already: boolean })[];
}

/** What was decided later than the receipt, in the order of deciding. */
export interface LateDecisions {
  readonly decisions: readonly Decision[];
  /** Ask again with this. */
  readonly cursor: number;
  /** As in a receipt: a sender with nothing to send still notices that its receiver lost something. */
  readonly next: number;
  readonly chain: string;
}
