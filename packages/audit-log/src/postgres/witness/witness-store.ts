import type pg from 'pg';
import type { SeenHead, WitnessStore } from '../../witness/create-witness.ts';

/** Keeps what a witness saw in its log store: the row is locked from the question to the commit. */
export function createWitnessStore(pool: pg.Pool): WitnessStore {
  return {
    async advance(origin, decide) {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        // A log that is seen for the first time has no row to lock yet.
        await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [origin]);
        const next = decide(await seenOf(client, origin));
        if (next !== null) await keep(client, origin, next);
        await client.query('COMMIT');
      } catch (fault) {
        await client.query('ROLLBACK').catch(() => undefined);
        throw fault;
      } finally {
        client.release();
      }
    },
  };
}

async function seenOf(client: pg.ClientBase, origin: string): Promise<SeenHead | null> {
  const sql = 'SELECT size, root FROM witnessed_head WHERE origin = $1';
  const { rows } = await client.query<{ size: string; root: Buffer }>(sql, [origin]);
  const [row] = rows;
  return row === undefined ? null : { size: Number(row.size), root: row.root };
}

async function keep(client: pg.ClientBase, origin: string, { size, root }: SeenHead): Promise<void> {
  await client.query(
    `INSERT INTO witnessed_head (origin, size, root) VALUES ($1, $2, $3)
     ON CONFLICT (origin) DO UPDATE SET size = excluded.size, root = excluded.root, cosigned_at = now()`,
    [origin, size, Buffer.from(root)],
  );
}
