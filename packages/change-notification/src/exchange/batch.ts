import type { Notification } from './notification.ts';

/**
 * Notifications of one sender in the order of its sequence, signed. `previous` and `chain` are the sender's hash chain
 * before and after them: however a sequence is cut into batches, both sides come to the same values.
 */
export interface Batch {
  readonly format: 'juki-change-batch-1';
  /** Body code of the sender: a municipality, or a prefecture. */
  readonly sender: string;
  /** Body code of the receiver: a prefecture, or `jlis`. */
  readonly receiver: string;
  /** Sequence number of the first notification; numbers begin at 1. */
  readonly first: number;
  readonly notifications: readonly Notification[];
  /** SHA-256, base64url. */
  readonly previous: string;
  readonly chain: string;
  readonly keyId: string;
  /** Ed25519 over the canonical head (RFC 8785), base64url. `chain` binds every notification to it. */
  readonly signature: string;
}
