import type { Fault } from '../event/fault-codes.ts';
import type { Batch } from '../exchange/batch.ts';
import type { Notification } from '../exchange/notification.ts';
import type { Decision, LateDecisions, Outcome, Receipt, WaitsFor } from '../exchange/receipt.ts';

/** The answer of the CS to one event. */
export type Acceptance =
  | { readonly outcome: 'ACCEPTED'; readonly eventId: string; readonly sequence: number; readonly already: boolean }
  | { readonly outcome: 'REFUSED'; readonly eventId: string | null; readonly faults: readonly Fault[] };

/** An open (or answered) refusal on a sender's list. */
export interface Refusal {
  readonly municipalityCode: string;
  readonly eventId: string;
  readonly tier: 'prefectural' | 'national';
  readonly faults: readonly Fault[];
  readonly refusedAt: Date;
  /** The event that answered it. */
  readonly correctedBy: string | null;
}

/** How far a sender has come with its receiver. */
export interface SendingState {
  readonly sender: string;
  readonly receiver: string;
  /** Highest number given out, and highest that the receiver confirmed. */
  readonly last: number;
  readonly confirmed: number;
  readonly waiting: number;
  readonly openRefusals: number;
  /** Set when the receiver knows more than the sender: nothing is sent until `adopt`. */
  readonly halted: string | null;
}

/** How many notifications of one kind a municipality made in a month, and what became of them. */
export interface ChangeCount {
  readonly municipalityCode: string;
  /** `YYYY-MM`. */
  readonly month: string;
  readonly changeReason: string;
  readonly outcome: Outcome;
  readonly count: number;
}

/** What became of one event, as its municipality sees it. */
export interface EventState {
  readonly municipalityCode: string;
  readonly eventId: string;
  readonly sequence: number;
  /** Null: not confirmed yet. */
  readonly prefectural: Outcome | null;
  /** Null unless the agency refused it or held it open: what it applies at once is not told. */
  readonly national: Outcome | null;
  readonly waitsFor: WaitsFor | null;
  readonly faults: readonly Fault[];
}

/** Changes in one tier's database. Every method is one transaction, and may be repeated after a crash. */
export interface ChangeStore {
  /** CS: checks events, enters the sound ones into the file and the outbox, in the order given; idempotent by event id. */
  accept(municipalityCode: string, unverifiedEvents: readonly unknown[]): Promise<readonly Acceptance[]>;
  /** The next batch to send, from what is not confirmed; null: nothing to send. Throws `CHANGE_SENDER_HALTED`. */
  nextBatch(sender: string, most?: number): Promise<Batch | null>;
  /** Notes what the receiver answered. Throws `CHANGE_SENDER_HALTED` where the receiver knows more than the sender. */
  noteReceipt(receipt: Receipt): Promise<void>;
  /** Where to go on asking the receiver for late decisions. */
  decisionCursor(sender: string): Promise<number>;
  /** Notes late decisions, and notices a receiver that lost something. Throws `CHANGE_SENDER_HALTED` as above. */
  noteDecisions(sender: string, late: LateDecisions): Promise<void>;
  sendingState(sender: string): Promise<SendingState>;

  /** Prefecture, agency: verifies a batch (`CHANGE_BATCH_INVALID`), checks it against the file, applies and answers. */
  receive(batch: Batch): Promise<Receipt>;
  /** What was decided about a sender's notifications after their receipts. */
  decisionsAfter(sender: string, cursor: number, most?: number): Promise<LateDecisions>;
  /** Refuses what has waited in a file (a prefecture's body code, or `jlis`) longer than allowed; answers how many. */
  refuseOverdue(file: string): Promise<number>;
  /** What a sender that was restored from a backup adopts: its own notifications from a number on. */
  receivedFrom(sender: string, first: number, most?: number): Promise<ReceiverState>;
  /**
   * Adopts a stretch of the receiver's state, from the first number not confirmed: takes over lost notifications and
   * renumbers what was never confirmed. Answers true once nothing is left to adopt; that ends the halt.
   */
  adopt(sender: string, state: ReceiverState): Promise<boolean>;

  refusals(municipalityCode: string, only?: 'open' | 'all'): Promise<readonly Refusal[]>;
  eventState(municipalityCode: string, eventId: string): Promise<EventState | null>;
  /** Months as `YYYY-MM`, both included. */
  counts(municipalityCode: string, from: string, to: string): Promise<readonly ChangeCount[]>;
  /** Erases a municipality's payloads that are older than a year (令34条4項); answers how many. */
  erasePayloads(municipalityCode: string, most?: number): Promise<number>;
}

/** One number of a sender as its receiver holds it. */
export interface ReceivedNotification {
  /** The sender's chain after it. */
  readonly chain: string;
  /** Null where its content was erased or never taken. */
  readonly notification: Notification | null;
  readonly decision: Decision;
}

/** What a receiver knows of a sender, so that a sender that lost its memory can go on. */
export interface ReceiverState {
  readonly sender: string;
  readonly receiver: string;
  /** The number from which `received` goes on. */
  readonly first: number;
  readonly next: number;
  readonly chain: string;
  readonly received: readonly ReceivedNotification[];
}
