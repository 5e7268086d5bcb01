import type pg from 'pg';

/** A checkpoint of ours, with the cosignature lines that it has, by witness. */
export interface CosignedCheckpoint {
  readonly size: number;
  readonly note: string;
  /** When it was signed, milliseconds since 1970. */
  readonly signedAt: number;
  readonly lines: ReadonlyMap<string, string>;
}

/** Cosignatures of our checkpoints, as the store keeps them. */
export interface CosignatureStore {
  /** The newest checkpoint; `null` before the first. */
  newest(body: string): Promise<CosignedCheckpoint | null>;
  /** The newest that at least so many of the witnesses cosigned. */
  newestWith(body: string, witnesses: readonly string[], quorum: number): Promise<CosignedCheckpoint | null>;
  /** When the first checkpoint beyond a size was signed, milliseconds since 1970; `null` where there is none. */
  firstSignedBeyond(body: string, size: number): Promise<number | null>;
  /** Up to which size a witness cosigned the log; 0 where it never did. */
  sizeSeenBy(body: string, witness: string): Promise<number>;
  keep(
    body: string,
    cosigned: { readonly size: number; readonly witness: string; readonly line: string },
  ): Promise<void>;
}

interface Row {
  readonly size: string;
  readonly note: string;
  readonly signed_at: Date;
  readonly witnesses: readonly string[];
  readonly lines: readonly string[];
}

const cosigned = `SELECT checkpoint.size, note, signed_at,
    coalesce(array_agg(witness ORDER BY witness) FILTER (WHERE witness IS NOT NULL), '{}') AS witnesses,
    coalesce(array_agg(line ORDER BY witness) FILTER (WHERE witness IS NOT NULL), '{}') AS lines
  FROM checkpoint LEFT JOIN cosignature USING (body, size)`;

/** Reads with a login that may read the tree; `keep` needs `juki_audit_witness`. */
export function createCosignatureStore(pool: pg.Pool): CosignatureStore {
  const one = async (sql: string, values: unknown[]): Promise<CosignedCheckpoint | null> => {
    const { rows } = await pool.query<Row>(sql, values);
    const [row] = rows;
    return row === undefined ? null : checkpointOf(row);
  };
  return {
    newest: (body) =>
      one(
        `${cosigned} WHERE body = $1 AND checkpoint.size = (SELECT max(size) FROM checkpoint WHERE body = $1)
         GROUP BY checkpoint.size, note, signed_at`,
        [body],
      ),
    newestWith: (body, witnesses, quorum) =>
      one(
        `${cosigned} WHERE body = $1 AND checkpoint.size = (
           SELECT size FROM cosignature WHERE body = $1 AND witness = ANY ($2)
           GROUP BY size HAVING count(*) >= $3 ORDER BY size DESC LIMIT 1)
         GROUP BY checkpoint.size, note, signed_at`,
        [body, witnesses, quorum],
      ),
    async firstSignedBeyond(body, size) {
      const sql = 'SELECT signed_at FROM checkpoint WHERE body = $1 AND size > $2 ORDER BY size LIMIT 1';
      const { rows } = await pool.query<{ signed_at: Date }>(sql, [body, size]);
      return rows[0]?.signed_at.getTime() ?? null;
    },
    async sizeSeenBy(body, witness) {
      const sql = 'SELECT size FROM cosignature WHERE body = $1 AND witness = $2 ORDER BY size DESC LIMIT 1';
      const { rows } = await pool.query<{ size: string }>(sql, [body, witness]);
      return Number(rows[0]?.size ?? 0);
    },
    async keep(body, { size, witness, line }) {
      // The first word of a witness on a checkpoint stands; a second would only differ in its time.
      await pool.query(
        'INSERT INTO cosignature (body, size, witness, line) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
        [body, size, witness, line],
      );
    },
  };
}

function checkpointOf({ size, note, signed_at, witnesses, lines }: Row): CosignedCheckpoint {
  const byWitness = new Map(witnesses.map((witness, index) => [witness, lines[index] ?? '']));
  return { size: Number(size), note, signedAt: signed_at.getTime(), lines: byWitness };
}
