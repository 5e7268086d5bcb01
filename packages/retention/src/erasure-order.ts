/** What an order erases. */
export type ErasureKind = 'IDENTITY_RECORDS' | 'NOTIFICATIONS' | 'YEARLY_REPORTS';

/** How far an order has come. */
export type ErasureState = 'PROPOSED' | 'APPROVED' | 'RUNNING' | 'DONE' | 'REFUSED';

/** Who let an order be carried out. */
export interface Approval {
  readonly operator: string;
  readonly role: string;
  readonly terminal: string | null;
  readonly approvedAt: string;
}

/** 消去の命令: what was due on a day, who proposed its erasure, who approved, what came of it. */
export interface ErasureOrder {
  readonly id: string;
  readonly body: string;
  readonly kind: ErasureKind;
  readonly state: ErasureState;
  /** Erases what was due on this day (Asia/Tokyo), and nothing that became due later. */
  readonly dueBy: string;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly plannedRows: number;
  readonly approvals: readonly Approval[];
  readonly refusedBy: string | null;
  readonly refusal: string | null;
  readonly erasedRows: number;
  readonly erasedPeople: number;
  readonly heldRows: number | null;
  readonly finishedAt: string | null;
  /** JSON; see {@link Certificate}. */
  readonly certificate: string | null;
}

/** 消去証明書: what an auditor is shown. No person stands in it. */
export interface Certificate {
  readonly version: 1;
  readonly body: string;
  readonly order: string;
  readonly kind: ErasureKind;
  readonly basis: string;
  readonly dueBy: string;
  readonly proposedBy: string;
  readonly approvedBy: readonly string[];
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly erased: {
    readonly rows: number;
    readonly people: number;
    readonly searchKeys: number;
    readonly numbersHeldByNobody: number;
  };
  /** Rows that were due and stay, because of a legal hold. */
  readonly heldRows: number;
  /** Commitment of the record of the erasure in the body's log. */
  readonly record: string;
  /** What the erasure does not reach, in words for a person. */
  readonly remains: string;
}

/** How many have to approve; none of them proposed it. */
export const approversNeeded = 2;
