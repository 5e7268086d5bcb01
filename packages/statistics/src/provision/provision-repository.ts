import type pg from 'pg';

/** How data were given (規則24条 提供の方法): both are 電気通信回線を通じた送信; media are in a ledger of their own. */
export type ProvisionMethod = 'IMMEDIATE' | 'BULK';

/** 帳簿の記載 (規則24条): to whom, for what, on which day, how many people, how. */
export interface ProvisionEntry {
  readonly day: string;
  readonly agency: string;
  readonly purpose: string;
  readonly method: ProvisionMethod;
  readonly people: number;
  /** With the 住民票コード. */
  readonly codes: number;
}

/** The counters of a tier in its database. */
export interface ProvisionRepository {
  /** The first day that was not folded yet; `null` where none was. */
  unfoldedFrom(body: string): Promise<string | null>;
  /** Writes a day once; a second process finds it written. */
  fold(body: string, day: string, entries: readonly ProvisionEntry[], at: Date): Promise<void>;
  entries(body: string, from: string, before: string): Promise<readonly ProvisionEntry[]>;
}

/** Makes the repository over the role that adds and dates rows. */
export function createProvisionRepository(pool: pg.Pool): ProvisionRepository {
  return {
    async unfoldedFrom(body) {
      const sql = `SELECT to_char(max(day) + 1, 'YYYY-MM-DD') AS next FROM provision_day WHERE body = $1`;
      const { rows } = await pool.query<{ next: string | null }>(sql, [body]);
      return rows[0]?.next ?? null;
    },
    async fold(body, day, entries, at) {
      // One statement: the day and its counts are there together, or neither is.
      await pool.query(
        `WITH marked AS (
           INSERT INTO provision_day (body, day, folded_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING day
         )
         INSERT INTO provision_count (body, day, agency, purpose, method, people, codes)
         SELECT $1, marked.day, entry.agency, entry.purpose, entry.method, entry.people, entry.codes
         FROM marked, unnest($4::text[], $5::text[], $6::text[], $7::integer[], $8::integer[])
           AS entry (agency, purpose, method, people, codes)`,
        [
          body,
          day,
          at,
          entries.map(({ agency }) => agency),
          entries.map(({ purpose }) => purpose),
          entries.map(({ method }) => method),
          entries.map(({ people }) => people),
          entries.map(({ codes }) => codes),
        ],
      );
    },
    async entries(body, from, before) {
      const { rows } = await pool.query<ProvisionEntry>(
        `SELECT to_char(day, 'YYYY-MM-DD') AS day, agency, purpose, method, people, codes FROM provision_count
         WHERE body = $1 AND day >= $2::date AND day < $3::date ORDER BY day, agency, purpose, method`,
        [body, from, before],
      );
      return rows;
    },
  };
}
