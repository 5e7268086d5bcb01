import { JukiError } from '@juki/errors';
import { encodeBase64Url } from '../base64.ts';
import { canonicalRecord, commitmentOf, saltLength } from '../commitment.ts';
import type { Sha256 } from '../hashing.ts';
import { parseAuditRecord } from '../parse-audit-record.ts';
import type { AuditRecord } from '../record.ts';
import type { AuditWriter, Receipt } from '../writer.ts';

/** A log in memory, for tests of what writes records. Nothing in it is durable. */
export interface MemoryAuditLog extends AuditWriter {
  /** What was written, in order. */
  readonly records: readonly AuditRecord[];
  /** From now on every append fails with `AUDIT_UNAVAILABLE`, until {@link recover}. */
  fail(): void;
  recover(): void;
}

/** An {@link AuditWriter} that keeps its records in an array: the same parsing, receipts and refusal of replays. */
export function createMemoryAuditLog({
  sha256,
  random,
}: {
  readonly sha256: Sha256;
  readonly random: (length: number) => Uint8Array;
}): MemoryAuditLog {
  const records: AuditRecord[] = [];
  const spent = new Set<string>();
  let failing = false;
  let closed = false;

  const receiptOf = (record: AuditRecord): Receipt => {
    const commitment = commitmentOf(sha256, { canonical: canonicalRecord(record), salt: random(saltLength) });
    return { id: record.id, body: record.body, commitment: encodeBase64Url(commitment) };
  };

  return {
    records,
    fail() {
      failing = true;
    },
    recover() {
      failing = false;
    },
    async append(unparsed, { spendGrant } = {}) {
      const parsed = unparsed.map(parseAuditRecord);
      if (failing || closed) throw new JukiError('AUDIT_UNAVAILABLE', 'The audit log in memory was told to fail.');
      if (spendGrant !== undefined && spent.has(spendGrant)) {
        throw new JukiError('GRANT_REPLAYED', 'This grant was used before; ask the gateway for a new one.');
      }
      if (spendGrant !== undefined) spent.add(spendGrant);
      records.push(...parsed);
      return parsed.map(receiptOf);
    },
    async close() {
      closed = true;
    },
  };
}
