import { concatBytes, utf8 } from './bytes.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Sha256 } from './hashing.ts';
import type { AuditRecord } from './record.ts';

/** First bytes of what is hashed: names the format, so that no other hash of the system can pass for a commitment. */
export const commitmentTag = 'juki-audit-record/v1\n';

const tagBytes = utf8(commitmentTag);

/** Length of the salt in bytes: 128 bits, so that a record cannot be found by trying likely records. */
export const saltLength = 16;

/** What opens a commitment: the canonical record (RFC 8785, UTF-8) and its salt. Both are destroyed by an erasure. */
export interface Opening {
  readonly canonical: Uint8Array;
  readonly salt: Uint8Array;
}

/** Canonical bytes of a record: what is committed to and kept as its opening. */
export function canonicalRecord(record: AuditRecord): Uint8Array {
  return utf8(canonicalJson(record));
}

/**
 * Commitment to a record: `SHA-256(tag ‖ salt ‖ canonical record)`. The log carries only this, so erasing record and salt
 * leaves every proof valid and tells nothing of what was recorded.
 */
export function commitmentOf(sha256: Sha256, opening: Opening): Uint8Array {
  if (opening.salt.length !== saltLength) throw new RangeError(`a salt has ${saltLength} bytes`);
  return sha256(concatBytes(tagBytes, opening.salt, opening.canonical));
}
