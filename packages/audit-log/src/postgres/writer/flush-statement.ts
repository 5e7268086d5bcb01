import type { PendingAppend } from './append-queue.ts';
import type { RecordRow } from './record-row.ts';

/** Name under which a connection prepares the statement: planned once. */
const name = 'juki-audit-flush-v1';

/**
 * One flush, one statement, one transaction, one sync. A grant that was used before gives no row of `spent`, so its
 * records are not written while the others of the flush are. Grants are inserted in order: two flushes cannot deadlock.
 */
const text = `
WITH incoming AS (
  SELECT * FROM unnest(
    $1::text[], $2::uuid[], $3::smallint[], $4::timestamptz[], $5::bytea[], $6::bytea[], $7::bytea[],
    $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[]
  ) AS sent (
    body, id, kind, recorded_at, commitment, canonical, salt,
    subject, operator, agency, purpose, case_number, request, grant_id
  )
), spent AS (
  INSERT INTO grant_use (grant_id)
  SELECT DISTINCT grant_id FROM incoming WHERE grant_id IS NOT NULL ORDER BY grant_id
  ON CONFLICT DO NOTHING
  RETURNING grant_id
), lawful AS MATERIALIZED (
  SELECT * FROM incoming WHERE grant_id IS NULL OR grant_id IN (SELECT grant_id FROM spent)
), committed AS (
  INSERT INTO record (body, id, kind, recorded_at, commitment)
  SELECT body, id, kind, recorded_at, commitment FROM lawful
), opened AS (
  INSERT INTO opening (
    body, id, recorded_at, canonical, salt, kind, subject, operator, agency, purpose, case_number, request
  )
  SELECT body, id, recorded_at, canonical, salt, kind, subject, operator, agency, purpose, case_number, request
  FROM lawful
)
SELECT grant_id FROM spent`;

/** The statement of one flush; it answers with the grants that were spent by it. */
export function flushStatement(batch: readonly PendingAppend[]): { name: string; text: string; values: unknown[] } {
  const rows = batch.flatMap((append) => append.rows.map((row) => ({ row, grant: append.grant })));
  const column = (read: (row: RecordRow) => string | number | null) => rows.map(({ row }) => read(row));
  const values = [
    column(({ record }) => record.body),
    column(({ record }) => record.id),
    column(({ kind }) => kind),
    column(({ record }) => record.time),
    bytesArray(rows.map(({ row }) => row.commitment)),
    bytesArray(rows.map(({ row }) => row.canonical)),
    bytesArray(rows.map(({ row }) => row.salt)),
    column(({ record }) => record.subject),
    column(({ record }) => record.actor.operator),
    column(({ record }) => record.actor.agency),
    column(({ record }) => record.purpose),
    column(({ record }) => record.case),
    column(({ record }) => record.request),
    rows.map(({ grant }) => grant),
  ];
  return { name, text, values };
}

/** The statement that tells which of these records are in the store: by id and commitment, which no other record has. */
export function lookUpStatement(batch: readonly PendingAppend[]): { name: string; text: string; values: unknown[] } {
  const rows = batch.flatMap((append) => append.rows);
  return {
    name: 'juki-audit-look-up-v1',
    text: `
SELECT record.id FROM record
JOIN unnest($1::text[], $2::uuid[], $3::bytea[]) AS sought (body, id, commitment) USING (body, id, commitment)`,
    values: [
      rows.map(({ record }) => record.body),
      rows.map(({ record }) => record.id),
      bytesArray(rows.map(({ commitment }) => commitment)),
    ],
  };
}

/** PostgreSQL's text form of a \`bytea[]\`. Written here because hex needs none of the escaping that pg would look for. */
export function bytesArray(values: readonly Uint8Array[]): string {
  const items = values.map((bytes) => `"\\\\x${asBuffer(bytes).toString('hex')}"`);
  return `{${items.join(',')}}`;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
