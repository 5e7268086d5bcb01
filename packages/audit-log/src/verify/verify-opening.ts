import { equalBytes, textOf } from '../bytes.ts';
import { canonicalRecord, commitmentOf, type Opening, saltLength } from '../commitment.ts';
import { type Entry, kindOfPhase } from '../entry.ts';
import type { Sha256 } from '../hashing.ts';
import { parseAuditRecord } from '../parse-audit-record.ts';
import type { AuditRecord } from '../record.ts';
import type { Finding } from './findings.ts';
import { hex } from './hex.ts';

/**
 * Verifies that an opening is the record to which an entry commits, that it is in canonical form, and that the entry
 * says the same kind, body and minute as the record. `undefined` where nothing is wrong.
 */
export function verifyOpening(sha256: Sha256, entry: Entry, opening: Opening): Finding | undefined {
  const { index } = entry;
  const computed = opening.salt.length === saltLength ? commitmentOf(sha256, opening) : new Uint8Array();
  if (!equalBytes(computed, entry.commitment)) {
    return { kind: 'opening-changed', index, computed: hex(computed), logged: hex(entry.commitment) };
  }
  const record = read(opening.canonical);
  if (record === null) return { kind: 'opening-unlawful', index, fault: 'is not a record in canonical form' };
  if (record.body !== entry.body) return { kind: 'opening-unlawful', index, fault: 'is a record of another body' };
  if (kindOfPhase[record.phase] !== entry.kind) return { kind: 'opening-unlawful', index, fault: 'is of another kind' };
  if (Math.floor(Date.parse(record.time) / 60_000) !== entry.minute) {
    return { kind: 'opening-unlawful', index, fault: 'is of another minute' };
  }
  return undefined;
}

function read(canonical: Uint8Array): AuditRecord | null {
  const text = textOf(canonical);
  if (text === null) return null;
  try {
    const record = parseAuditRecord(JSON.parse(text));
    return equalBytes(canonicalRecord(record), canonical) ? record : null;
  } catch {
    return null;
  }
}
