import type pg from 'pg';
import type { StoredRow } from '../../verify/verify-log.ts';

const page = 1_000;

/** What the store keeps of each entry, in order and a page at a time: leaf, record and opening joined. */
export async function* storedRows(pool: pg.Pool, body: string, size: number): AsyncGenerator<StoredRow> {
  for (let from = 0; from < size; from += page) {
    const { rows } = await pool.query<{
      idx: string;
      commitment: Buffer | null;
      canonical: Buffer | null;
      salt: Buffer | null;
    }>(
      `SELECT leaf.idx, record.commitment, opening.canonical, opening.salt
       FROM leaf
       LEFT JOIN record ON record.body = leaf.body AND record.id = leaf.record_id
       LEFT JOIN opening ON opening.body = leaf.body AND opening.id = leaf.record_id
       WHERE leaf.body = $1 AND leaf.idx >= $2 AND leaf.idx < $3
       ORDER BY leaf.idx`,
      [body, from, Math.min(size, from + page)],
    );
    for (const { idx, commitment, canonical, salt } of rows) {
      yield { index: Number(idx), commitment, opening: canonical && salt && { canonical, salt } };
    }
  }
}
