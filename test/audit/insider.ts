import { createHash } from 'node:crypto';
import { formatCheckpoint, signNote } from '@juki/audit-log';
import { nodeSha256 } from '@juki/audit-log/postgres';
import { hashLeaf } from '@juki/audit-log/verify';
import pg from 'pg';

/** Somebody who administers the server of the logs, and may even hold a log's key. */
export interface Insider {
  editOpening(index: number): Promise<void>;
  editCommitment(index: number): Promise<void>;
  deleteRecord(index: number): Promise<void>;
  deleteEntry(index: number): Promise<void>;
  insertEntry(index: number): Promise<void>;
  swapEntries(one: number, other: number): Promise<void>;
  /** Changes the record at a place, and everything that hangs on it, up to a new signed checkpoint. */
  rewriteAndSign(index: number): Promise<void>;
  /** Makes the log what it was at an earlier checkpoint. */
  cutTo(size: number): Promise<void>;
  /** Undoes all of it. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

/** The log at which the insider works. */
export interface Target {
  readonly body: string;
  readonly origin: string;
  readonly signer: { readonly publicKey: Uint8Array; sign(data: Uint8Array): Uint8Array };
}

const tables = ['record', 'opening', 'leaf', 'tile', 'tree_state', 'checkpoint'];

/** Connects as the superuser of the server, and keeps a copy of everything, to put it back. */
export async function openInsider(url: string, { body, origin, signer }: Target): Promise<Insider> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  for (const table of tables) await client.query(`CREATE TEMP TABLE kept_${table} AS SELECT * FROM ${table}`);

  /** All of it in one transaction, so that nobody reads a log in between. */
  async function atOnce(...statements: readonly (readonly [string, ...unknown[]])[]): Promise<void> {
    await client.query('BEGIN');
    for (const [sql, ...values] of statements) await client.query(sql, values);
    await client.query('COMMIT');
  }
  const idAt = 'SELECT record_id FROM leaf WHERE body = $1 AND idx = $2';
  const otherCommitment = createHash('sha256').update('another record').digest();
  // Version, kind, body, index and minute take 20 bytes of an entry; then follows the commitment.
  const otherEntry = 'substring(entry FROM 1 FOR 20) || $3::bytea';

  return {
    editOpening: (index) =>
      atOnce([
        `UPDATE opening SET canonical = replace(convert_from(canonical, 'UTF8'), 'osaka-education', 'osaka-passport')::bytea
         WHERE body = $1 AND id = (${idAt})`,
        body,
        index,
      ]),
    editCommitment: (index) =>
      atOnce([`UPDATE record SET commitment = $3 WHERE body = $1 AND id = (${idAt})`, body, index, otherCommitment]),
    deleteRecord: (index) =>
      atOnce(
        [`DELETE FROM opening WHERE body = $1 AND id = (${idAt})`, body, index],
        [`DELETE FROM record WHERE body = $1 AND id = (${idAt})`, body, index],
      ),
    deleteEntry: (index) => atOnce(['DELETE FROM leaf WHERE body = $1 AND idx = $2', body, index]),
    insertEntry: (index) =>
      atOnce(
        ['UPDATE leaf SET idx = idx + 1000 WHERE body = $1 AND idx >= $2', body, index],
        ['UPDATE leaf SET idx = idx - 999 WHERE body = $1 AND idx >= 1000', body],
        [
          `INSERT INTO leaf (body, idx, record_id, entry)
           SELECT body, $2::bigint, gen_random_uuid(), ${otherEntry} FROM leaf WHERE body = $1 AND idx = $2::bigint - 1`,
          body,
          index,
          otherCommitment,
        ],
      ),
    swapEntries: (one, other) =>
      atOnce(
        // The check that an index is not negative belongs to the table; a place far behind the end does as well.
        ['UPDATE leaf SET idx = idx + 1000 WHERE body = $1 AND idx IN ($2, $3)', body, one, other],
        ['UPDATE leaf SET idx = $2::bigint + $3 - (idx - 1000) WHERE body = $1 AND idx >= 1000', body, one, other],
      ),
    async rewriteAndSign(index) {
      await client.query('BEGIN');
      await client.query(`UPDATE leaf SET entry = ${otherEntry} WHERE body = $1 AND idx = $2`, [
        body,
        index,
        otherCommitment,
      ]);
      const { rows } = await client.query<{ entry: Buffer }>('SELECT entry FROM leaf WHERE body = $1 ORDER BY idx', [
        body,
      ]);
      const root = rootOf(rows.map(({ entry }) => hashLeaf(nodeSha256, entry)));
      const text = formatCheckpoint({ origin, size: rows.length, root });
      const note = signNote(nodeSha256, text, {
        name: origin,
        publicKey: signer.publicKey,
        sign: (data) => signer.sign(data),
      });
      await client.query('UPDATE checkpoint SET root = $3, note = $4 WHERE body = $1 AND size = $2', [
        body,
        rows.length,
        root,
        note,
      ]);
      await client.query('UPDATE tree_state SET root = $2 WHERE body = $1', [body, root]);
      await client.query('COMMIT');
    },
    cutTo: (size) =>
      atOnce(
        [
          `DELETE FROM opening WHERE body = $1 AND id IN (SELECT record_id FROM leaf WHERE body = $1 AND idx >= $2)`,
          body,
          size,
        ],
        [
          `DELETE FROM record WHERE body = $1 AND id IN (SELECT record_id FROM leaf WHERE body = $1 AND idx >= $2)`,
          body,
          size,
        ],
        ['DELETE FROM leaf WHERE body = $1 AND idx >= $2', body, size],
        ['DELETE FROM checkpoint WHERE body = $1 AND size > $2', body, size],
        [
          `UPDATE tree_state SET size = $2::bigint, root = head.root, watermark_xact = last.xact, watermark_id = last.id
           FROM checkpoint head, leaf, record last
           WHERE tree_state.body = $1 AND head.body = $1 AND head.size = $2::bigint AND leaf.body = $1
             AND leaf.idx = $2::bigint - 1
             AND last.body = $1 AND last.id = leaf.record_id`,
          body,
          size,
        ],
      ),
    restore: () =>
      atOnce(
        ...tables.flatMap((table): [string, ...unknown[]][] => [
          [`DELETE FROM ${table} WHERE body = $1`, body],
          [`INSERT INTO ${table} SELECT * FROM kept_${table} WHERE body = $1`, body],
        ]),
      ),
    close: () => client.end(),
  };
}

/** Merkle tree hash (RFC 6962 §2.1), as its definition says it. */
function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (leaves.length === 1 && only) return only;
  let left = 1;
  while (left * 2 < leaves.length) left *= 2;
  return createHash('sha256')
    .update(Uint8Array.of(1))
    .update(rootOf(leaves.slice(0, left)))
    .update(rootOf(leaves.slice(left)))
    .digest();
}
