import type { PendingAppend } from './append-queue.ts';
import type { RecordRow } from './record-row.ts';

/** Name under which a connection prepares the statement: planned once. */
const name = 'juki-audit-flush-v1';

/**
 * One flush, one statement, one transaction, one sync. A grant that was used before gives no row of `spent`, so its
 * records are not written while the others of the flush are. Grants are inserted in order: two flushes cannot deadlock.
 * Bytes travel as two binary values that the store cuts up: an array of them would be sent and read as hex.
 */
const text = `
WITH incoming AS (
  SELECT body, id, kind, recorded_at, subject, operator, agency, purpose, case_number, request, grant_id,
    substr($12::bytea, 48 * place::integer - 47, 32) AS commitment,
    substr($12::bytea, 48 * place::integer - 15, 16) AS salt,
    substr($13::bytea, start, length) AS canonical
  FROM unnest(
    $1::text[], $2::uuid[], $3::smallint[], $4::timestamptz[],
    $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $14::integer[], $15::integer[]
  ) WITH ORDINALITY AS sent (
    body, id, kind, recorded_at, subject, operator, agency, purpose, case_number, request, grant_id, start, length, place
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
  const lengths = rows.map(({ row }) => row.canonical.length);
  const values = [
    column(({ record }) => record.body),
    column(({ record }) => record.id),
    column(({ kind }) => kind),
    column(({ record }) => record.time),
    column(({ record }) => record.subject),
    column(({ record }) => record.actor.operator),
    column(({ record }) => record.actor.agency),
    column(({ record }) => record.purpose),
    column(({ record }) => record.case),
    column(({ record }) => record.request),
    rows.map(({ grant }) => grant),
    Buffer.concat(rows.flatMap(({ row }) => [row.commitment, row.salt])),
    Buffer.concat(rows.map(({ row }) => row.canonical)),
    startsOf(lengths),
    lengths,
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

/** Where each part begins in the whole, counted from 1 as SQL does. */
function startsOf(lengths: readonly number[]): number[] {
  let next = 1;
  return lengths.map((length) => {
    const start = next;
    next += length;
    return start;
  });
}

/** PostgreSQL's text form of a `bytea[]`. Written here because hex needs none of the escaping that pg would look for. */
export function bytesArray(values: readonly Uint8Array[]): string {
  const items = values.map((bytes) => `"\\\\x${asBuffer(bytes).toString('hex')}"`);
  return `{${items.join(',')}}`;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
