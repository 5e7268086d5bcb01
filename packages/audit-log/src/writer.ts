import type { AuditRecord } from './record.ts';

/** Proof that a record is durable: its commitment, `SHA-256(tag ‖ salt ‖ canonical record)`, base64url. */
export interface Receipt {
  readonly id: string;
  readonly body: string;
  readonly commitment: string;
}

/** How records are appended; see {@link AuditWriter}. */
export interface AppendOptions {
  readonly spendGrant?: string;
  readonly mayWait?: boolean;
}

/** Where records go. One per process; group commit makes one sync serve many requests. */
export interface AuditWriter {
  /**
   * Resolves when every record is durable. `spendGrant`: the id of the grant that these records use up. `mayWait`: no
   * data waits for these records, so they may join the next flush that others need, within some 20 ms.
   * Errors: `AUDIT_UNAVAILABLE` (nothing may be disclosed), `GRANT_REPLAYED` (the grant was used before; nothing was
   * written).
   */
  append(records: readonly AuditRecord[], options?: AppendOptions): Promise<readonly Receipt[]>;
  /** Waits for what was appended, then closes. */
  close(): Promise<void>;
}
