import type pg from 'pg';
import type { Sha256 } from '../../hashing.ts';
import { hashLeaf } from '../../tree/hash-node.ts';
import { tileWidth } from '../../tree/tile-path.ts';
import { edgeWidth, type FullTile } from '../../tree/tree-edge.ts';
import { bytesArray } from '../writer/flush-statement.ts';

/** Where the sequencer of a log stands, as the store keeps it. */
export interface TreeState {
  readonly body: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly watermarkXact: string;
  readonly watermarkId: string;
  /** The store counts its transactions from before the last integrated one: it was restored from a logical copy. */
  readonly behind: boolean;
}

/** A record that waits for its place in the log. */
export interface PendingRecord {
  readonly id: string;
  readonly kind: number;
  readonly recordedAt: Date;
  readonly commitment: Uint8Array;
  readonly xact: string;
}

/** The state of a body's tree; `undefined` before its first checkpoint. */
export async function readTreeState(client: pg.Client, body: string): Promise<TreeState | undefined> {
  const { rows } = await client.query<{ size: string; root: Buffer; xact: string; id: string; behind: boolean }>(
    `SELECT size, root, watermark_xact::text AS xact, watermark_id AS id,
       pg_snapshot_xmax(pg_current_snapshot()) < watermark_xact AS behind
     FROM tree_state WHERE body = $1`,
    [body],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const { size, root, xact, id, behind } = row;
  return { body, size: Number(size), root, watermarkXact: xact, watermarkId: id, behind };
}

/**
 * The next records, in the order of the transactions that wrote them. Only those before the oldest transaction that still
 * runs: whatever becomes visible later has a later place, so nothing is ever passed over and nothing is read twice.
 */
export async function readPending(
  client: pg.Client,
  state: TreeState,
  most: number,
): Promise<readonly PendingRecord[]> {
  const { rows } = await client.query<{
    id: string;
    kind: number;
    recorded_at: Date;
    commitment: Buffer;
    xact: string;
  }>(
    // ORDER BY must name the column of the table: the output column of the same name is text, where 999 follows 1000.
    `SELECT id, kind, recorded_at, commitment, xact::text AS xact FROM record
     WHERE body = $1 AND (xact, id) > ($2::xid8, $3::uuid) AND xact < pg_snapshot_xmin(pg_current_snapshot())
     ORDER BY record.xact, record.id LIMIT $4`,
    [state.body, state.watermarkXact, state.watermarkId, most],
  );
  return rows.map(({ recorded_at, ...row }) => ({ ...row, recordedAt: recorded_at }));
}

/** The hashes of the partial tiles of a tree, from level 0 upwards. */
export async function readEdge(client: pg.Client, { body, size }: TreeState, sha256: Sha256): Promise<Uint8Array[][]> {
  const levels: Uint8Array[][] = [];
  for (let level = 0; tileWidth ** level <= size; level += 1) {
    const end = Math.floor(size / tileWidth ** level);
    const range = [body, end - edgeWidth(size, level), end];
    if (level === 0) {
      const sql = 'SELECT entry FROM leaf WHERE body = $1 AND idx >= $2 AND idx < $3 ORDER BY idx';
      const { rows } = await client.query<{ entry: Buffer }>(sql, range);
      levels.push(rows.map(({ entry }) => hashLeaf(sha256, entry)));
    } else {
      const sql = 'SELECT root FROM tile WHERE body = $1 AND n >= $2 AND n < $3 AND level = $4 ORDER BY n';
      const { rows } = await client.query<{ root: Buffer }>(sql, [...range, level - 1]);
      levels.push(rows.map(({ root }) => root));
    }
  }
  return levels;
}

/** Size of a log for which no record waits; `undefined` where there is work. Asked outside a transaction: it is cheap. */
export async function idleSize(client: pg.Client, body: string): Promise<number | undefined> {
  const { rows } = await client.query<{ size: string }>(
    `SELECT size FROM tree_state AS state
     WHERE body = $1 AND pg_snapshot_xmax(pg_current_snapshot()) >= watermark_xact AND NOT EXISTS (
       SELECT FROM record
       WHERE record.body = state.body AND (record.xact, record.id) > (state.watermark_xact, state.watermark_id)
         AND record.xact < pg_snapshot_xmin(pg_current_snapshot())
     )`,
    [body],
  );
  return rows[0] && Number(rows[0].size);
}

/** Writes entries at the places from `first` on. */
export async function insertLeaves(
  client: pg.Client,
  {
    body,
    first,
    ids,
    entries,
  }: { body: string; first: number; ids: readonly string[]; entries: readonly Uint8Array[] },
): Promise<void> {
  await client.query(
    `INSERT INTO leaf (body, idx, record_id, entry)
     SELECT $1, $2::bigint + place - 1, id, entry
     FROM unnest($3::uuid[], $4::bytea[]) WITH ORDINALITY AS sent (id, entry, place)`,
    [body, first, ids, bytesArray(entries)],
  );
}

/** Writes the tiles that became full. */
export async function insertTiles(client: pg.Client, body: string, tiles: readonly FullTile[]): Promise<void> {
  if (tiles.length === 0) return;
  await client.query(
    `INSERT INTO tile (body, level, n, data, root)
     SELECT $1, level, n, data, root
     FROM unnest($2::smallint[], $3::bigint[], $4::bytea[], $5::bytea[]) AS sent (level, n, data, root)`,
    [
      body,
      tiles.map((tile) => tile.level),
      tiles.map((tile) => tile.n),
      bytesArray(tiles.map((tile) => tile.data)),
      bytesArray(tiles.map((tile) => tile.root)),
    ],
  );
}

/** Writes a signed checkpoint. */
export async function insertCheckpoint(
  client: pg.Client,
  { body, size, root, note }: { body: string; size: number; root: Uint8Array; note: string },
): Promise<void> {
  await client.query('INSERT INTO checkpoint (body, size, root, note) VALUES ($1, $2, $3, $4)', [
    body,
    size,
    root,
    note,
  ]);
}

/** Compares and swaps the state: `false` where another sequencer was here since it was read. */
export async function swapTreeState(
  client: pg.Client,
  from: TreeState,
  to: Omit<TreeState, 'behind'>,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE tree_state
     SET size = $4, root = $5, watermark_xact = $6::xid8, watermark_id = $7::uuid, updated_at = now()
     WHERE body = $1 AND size = $2 AND root = $3`,
    [from.body, from.size, from.root, to.size, to.root, to.watermarkXact, to.watermarkId],
  );
  return rowCount === 1;
}

/** Writes the first state of a log; `false` where there is one. */
export async function insertTreeState(client: pg.Client, state: TreeState): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO tree_state (body, size, root, watermark_xact, watermark_id) VALUES ($1, $2, $3, $4::xid8, $5::uuid)
     ON CONFLICT (body) DO NOTHING`,
    [state.body, state.size, state.root, state.watermarkXact, state.watermarkId],
  );
  return rowCount === 1;
}
