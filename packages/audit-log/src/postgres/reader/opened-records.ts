import { JukiError } from '@juki/errors';
import type pg from 'pg';
import { encodeBase64Url } from '../../base64.ts';
import { equalBytes } from '../../bytes.ts';
import { commitmentOf, type Opening } from '../../commitment.ts';
import { parseAuditRecord } from '../../parse-audit-record.ts';
import type { AuditRecord } from '../../record.ts';
import { nodeSha256 } from '../node-crypto.ts';

/** What to look for; everything that is given must fit. */
export interface RecordQuery {
  readonly body: string;
  readonly id?: string;
  readonly subject?: string;
  readonly operator?: string;
  readonly agency?: string;
  readonly purpose?: string;
  readonly case?: string;
  readonly request?: string;
  /** Instants, RFC 3339: from the first, before the second. */
  readonly from?: string;
  readonly before?: string;
  /** Only records that stand behind this one in the order of the answer: for the next page. */
  readonly olderThan?: { readonly time: string; readonly id: string };
  /** Default 100, at most 1,000. */
  readonly limit?: number;
}

/** A record that was found, with its place in the log and what opens its commitment. */
export interface OpenedRecord {
  readonly record: AuditRecord;
  /** `null` while it waits for its place. */
  readonly index: number | null;
  /** Base64url. */
  readonly commitment: string;
  readonly salt: Uint8Array;
  readonly canonical: Uint8Array;
}

/** Column, comparison and value of each condition that a query may have. */
const conditions = [
  ['id', 'opening.id = ', '::uuid'],
  ['subject', 'opening.subject = ', ''],
  ['operator', 'opening.operator = ', ''],
  ['agency', 'opening.agency = ', ''],
  ['purpose', 'opening.purpose = ', ''],
  ['case', 'opening.case_number = ', ''],
  ['request', 'opening.request = ', ''],
  ['from', 'opening.recorded_at >= ', '::timestamptz'],
  ['before', 'opening.recorded_at < ', '::timestamptz'],
] as const satisfies readonly (readonly [keyof RecordQuery, string, string])[];

/** Finds records, newest first. */
export async function openedRecords(pool: pg.Pool, query: RecordQuery): Promise<readonly OpenedRecord[]> {
  const values: unknown[] = [query.body, Math.min(query.limit ?? 100, 1_000)];
  const wanted = ['opening.body = $1'];
  for (const [name, comparison, type] of conditions) {
    const value = query[name];
    if (value === undefined) continue;
    values.push(value);
    wanted.push(`${comparison}$${values.length}${type}`);
  }
  if (query.olderThan) {
    values.push(query.olderThan.time, query.olderThan.id);
    const [time, id] = [values.length - 1, values.length];
    wanted.push(`(opening.recorded_at, opening.id) < ($${time}::timestamptz, $${id}::uuid)`);
  }
  const { rows } = await pool.query<{ canonical: Buffer; salt: Buffer; commitment: Buffer; idx: string | null }>(
    `SELECT opening.canonical, opening.salt, record.commitment, leaf.idx
     FROM opening
     JOIN record ON record.body = opening.body AND record.id = opening.id
     LEFT JOIN leaf ON leaf.body = opening.body AND leaf.record_id = opening.id
     WHERE ${wanted.join(' AND ')}
     ORDER BY opening.recorded_at DESC, opening.id DESC LIMIT $2`,
    values,
  );
  return rows.map(({ canonical, salt, commitment, idx }) => {
    const index = idx === null ? null : Number(idx);
    const record = opened(query.body, { canonical, salt, commitment, index });
    return { record, index, commitment: encodeBase64Url(commitment), salt, canonical };
  });
}

/** Nobody is shown a record that is not the one that was committed to. */
function opened(body: string, row: Opening & { readonly commitment: Uint8Array; readonly index: number | null }) {
  const computed = commitmentOf(nodeSha256, row);
  if (equalBytes(computed, row.commitment))
    return parseAuditRecord(JSON.parse(Buffer.from(row.canonical).toString('utf8')));
  throw new JukiError('AUDIT_LOG_BROKEN', `A record of ${body} is not what was committed to. Verify the log.`, {
    details: { body, index: row.index, held: encodeBase64Url(row.commitment), computed: encodeBase64Url(computed) },
  });
}
