import type pg from 'pg';
import { concatBytes, utf8 } from '../bytes.ts';
import { encodeBundle } from '../tree/entry-bundle.ts';
import { hashLeaf } from '../tree/hash-node.ts';
import type { LogSource } from '../tree/tile-nodes.ts';
import { parseTilePath, type TileAddress, tileWidth, tileWidthIn } from '../tree/tile-path.ts';
import type { StoredRow } from '../verify/verify-log.ts';
import { createAuditPool } from './create-audit-pool.ts';
import { nodeSha256 } from './node-crypto.ts';
import { type OpenedRecord, openedRecords, type RecordQuery } from './reader/opened-records.ts';
import { storedRows } from './reader/stored-rows.ts';
import { type Tally, type TallyQuery, tallyOutcomes } from './reader/tally.ts';
import { type CosignedCheckpoint, createCosignatureStore } from './witness/cosignature-store.ts';
import type { WitnessPolicy } from './witness/watch-window.ts';

/** How far a log has come. */
export interface LogCounts {
  /** Records that are durable. */
  readonly records: number;
  /** Entries in the log. */
  readonly size: number;
  /** Records whose opening still exists. */
  readonly openings: number;
}

/** Reads a log store: its public files, and, for reviewers, its records. Writes nothing. */
export interface LogReader {
  /** The newest signed checkpoint with the cosignatures that it has; `null` where the body has no log here. */
  checkpoint(body: string): Promise<string | null>;
  /** The newest checkpoint that a quorum of the witnesses cosigned, with their lines; `null` where there is none. */
  witnessedCheckpoint(body: string, policy: WitnessPolicy): Promise<string | null>;
  /** A tile or bundle by its path (`tile/0/000`, `tile/entries/000.p/7`); `null` where the log does not reach it. */
  tile(body: string, path: string): Promise<Uint8Array | null>;
  /** The public files of a body as a verifier takes them. */
  source(body: string): LogSource;
  /** Records by any of their search words, newest first. Reading them is an access of its own: record it. */
  records(query: RecordQuery): Promise<readonly OpenedRecord[]>;
  /** What the store keeps of each entry up to a size, in order, for {@link verifyLog}. */
  rows(body: string, size: number): AsyncIterable<StoredRow>;
  counts(body: string): Promise<LogCounts>;
  /** How many people's data each recipient got for each purpose: numbers alone, no record is shown. */
  tally(query: TallyQuery): Promise<readonly Tally[]>;
  /** Instant of the oldest record that can still be opened, RFC 3339; `null` where there is none. */
  firstRecordAt(body: string): Promise<string | null>;
  close(): Promise<void>;
}

/** Makes a reader; `url` is a login that holds `juki_audit_reader`. */
export function createLogReader({
  url,
  connections = 4,
}: {
  readonly url: string;
  readonly connections?: number;
}): LogReader {
  const pool = createAuditPool(url, 'juki-audit-reader', connections);
  const cosignatures = createCosignatureStore(pool);

  const checkpoint = async (body: string) => noteWithLines(await cosignatures.newest(body));

  const tile = async (body: string, path: string) => {
    const address = parseTilePath(path);
    return address === null ? null : readTile(pool, body, address);
  };

  return {
    checkpoint,
    async witnessedCheckpoint(body, { witnesses, quorum }) {
      return noteWithLines(await cosignatures.newestWith(body, witnesses, quorum));
    },
    tile,
    source: (body) => ({
      async get(path) {
        if (path !== 'checkpoint') return tile(body, path);
        const note = await checkpoint(body);
        return note === null ? null : utf8(note);
      },
    }),
    records: (query) => openedRecords(pool, query),
    rows: (body, size) => storedRows(pool, body, size),
    tally: (query) => tallyOutcomes(pool, query),
    async firstRecordAt(body) {
      const sql = 'SELECT min(recorded_at) AS first FROM opening WHERE body = $1';
      const { rows } = await pool.query<{ first: Date | null }>(sql, [body]);
      return rows[0]?.first?.toISOString() ?? null;
    },
    async counts(body) {
      const { rows } = await pool.query<{ records: string; size: string | null; openings: string }>(
        `SELECT (SELECT count(*) FROM record WHERE body = $1) AS records,
                (SELECT size FROM tree_state WHERE body = $1) AS size,
                (SELECT count(*) FROM opening WHERE body = $1) AS openings`,
        [body],
      );
      const [row] = rows;
      return { records: Number(row?.records), size: Number(row?.size ?? 0), openings: Number(row?.openings) };
    },
    close: () => pool.end(),
  };
}

/** A note with further signature lines is still that note (C2SP signed-note). */
function noteWithLines(checkpoint: CosignedCheckpoint | null): string | null {
  return checkpoint && checkpoint.note + [...checkpoint.lines.values()].join('');
}

/** A full tile stands in its table; a partial one is made of the entries, or of the roots of the tiles, below it. */
async function readTile(pool: pg.Pool, body: string, { level, n, width }: TileAddress): Promise<Uint8Array | null> {
  const { rows: states } = await pool.query<{ size: string }>('SELECT size FROM tree_state WHERE body = $1', [body]);
  if (width > tileWidthIn(Number(states[0]?.size ?? 0), level, n)) return null;
  const range = [body, n * tileWidth, n * tileWidth + width];
  if (level === 'entries' || (level === 0 && width < tileWidth)) {
    const sql = 'SELECT entry FROM leaf WHERE body = $1 AND idx >= $2 AND idx < $3 ORDER BY idx';
    const { rows } = await pool.query<{ entry: Buffer }>(sql, range);
    const entries = rows.map((row) => row.entry);
    return level === 'entries'
      ? encodeBundle(entries)
      : concatBytes(...entries.map((entry) => hashLeaf(nodeSha256, entry)));
  }
  if (width < tileWidth) {
    const sql = 'SELECT root FROM tile WHERE body = $1 AND n >= $2 AND n < $3 AND level = $4 ORDER BY n';
    const { rows } = await pool.query<{ root: Buffer }>(sql, [...range, level - 1]);
    return concatBytes(...rows.map((row) => row.root));
  }
  const sql = 'SELECT data FROM tile WHERE body = $1 AND level = $2 AND n = $3';
  const { rows } = await pool.query<{ data: Buffer }>(sql, [body, level, n]);
  return rows[0]?.data ?? null;
}
