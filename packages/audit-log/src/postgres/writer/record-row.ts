import { encodeBase64Url } from '../../base64.ts';
import { canonicalRecord, commitmentOf, saltLength } from '../../commitment.ts';
import { kindOfPhase } from '../../entry.ts';
import type { Sha256 } from '../../hashing.ts';
import type { AuditRecord } from '../../record.ts';
import type { Receipt } from '../../writer.ts';

/** A record ready to be written: its commitment, what opens it, and its receipt. */
export interface RecordRow {
  readonly record: AuditRecord;
  readonly kind: number;
  readonly canonical: Uint8Array;
  readonly salt: Uint8Array;
  readonly commitment: Uint8Array;
  readonly receipt: Receipt;
}

/** Commits to a record under a fresh salt. */
export function recordRow(
  record: AuditRecord,
  { sha256, random }: { readonly sha256: Sha256; readonly random: (length: number) => Uint8Array },
): RecordRow {
  const canonical = canonicalRecord(record);
  const salt = random(saltLength);
  const commitment = commitmentOf(sha256, { canonical, salt });
  const receipt = { id: record.id, body: record.body, commitment: encodeBase64Url(commitment) };
  return { record, kind: kindOfPhase[record.phase], canonical, salt, commitment, receipt };
}
