import type pg from 'pg';
import type { LegalHold, NewHold } from './legal-hold.ts';

interface HoldRow {
  readonly hold_id: string;
  readonly body: string;
  readonly case_number: string;
  readonly person: boolean;
  readonly held_from: string;
  readonly held_to: string | null;
  readonly reason: string;
  readonly entered_by: string;
  readonly confirmed_by: string | null;
  readonly release_asked_by: string | null;
  readonly release_reason: string | null;
  readonly released_by: string | null;
  readonly released_on: string | null;
}

/** The holds of a tier in its database. */
export interface HoldRepository {
  list(body: string): Promise<readonly LegalHold[]>;
  find(body: string, id: string): Promise<LegalHold | null>;
  /** The hold of that key, this one or the same entered before; `null` where the key stands for another one. */
  enter(hold: NewHold & { readonly id: string; readonly at: Date }): Promise<LegalHold | null>;
  confirm(body: string, id: string, operator: string, at: Date): Promise<boolean>;
  askRelease(body: string, id: string, operator: string, reason: string): Promise<boolean>;
  release(body: string, id: string, operator: string, day: string): Promise<boolean>;
}

const columns = `hold_id, body, case_number, ref IS NOT NULL AS person, to_char(held_from, 'YYYY-MM-DD') AS held_from,
  to_char(held_to, 'YYYY-MM-DD') AS held_to, reason, entered_by, confirmed_by, release_asked_by, release_reason,
  released_by, to_char(released_on, 'YYYY-MM-DD') AS released_on`;

/** Makes the repository over the role that adds and dates rows. Second persons are checked by the database as well. */
export function createHoldRepository(pool: pg.Pool): HoldRepository {
  const read = async (where: string, values: readonly unknown[]) => {
    const sql = `SELECT ${columns} FROM legal_hold WHERE ${where} ORDER BY entered_at DESC, hold_id LIMIT 500`;
    const { rows } = await pool.query<HoldRow>(sql, [...values]);
    return rows.map(toHold);
  };
  const changed = async (sql: string, values: readonly unknown[]) =>
    (await pool.query(sql, [...values])).rowCount === 1;
  return {
    list: (body) => read('body = $1', [body]),
    find: async (body, id) => (await read('body = $1 AND hold_id = $2::uuid', [body, id]))[0] ?? null,
    async enter({ body, id, key, caseNumber, ref, from, to, reason, operator, at }) {
      await pool.query(
        `INSERT INTO legal_hold (body, hold_id, key, case_number, ref, held_from, held_to, reason, entered_by, entered_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (body, key) DO NOTHING`,
        [body, id, key, caseNumber, ref, from, to, reason, operator, at],
      );
      const [hold] = await read(
        `body = $1 AND key = $2 AND case_number = $3 AND ref IS NOT DISTINCT FROM $4 AND held_from = $5::date
           AND held_to IS NOT DISTINCT FROM $6::date AND reason = $7 AND entered_by = $8`,
        [body, key, caseNumber, ref, from, to, reason, operator],
      );
      return hold ?? null;
    },
    confirm: (body, id, operator, at) =>
      changed(
        `UPDATE legal_hold SET confirmed_by = $3, confirmed_at = $4
         WHERE body = $1 AND hold_id = $2 AND confirmed_by IS NULL AND entered_by <> $3`,
        [body, id, operator, at],
      ),
    askRelease: (body, id, operator, reason) =>
      changed(
        `UPDATE legal_hold SET release_asked_by = $3, release_reason = $4
         WHERE body = $1 AND hold_id = $2 AND release_asked_by IS NULL`,
        [body, id, operator, reason],
      ),
    release: (body, id, operator, day) =>
      changed(
        `UPDATE legal_hold SET released_by = $3, released_on = $4
         WHERE body = $1 AND hold_id = $2 AND release_asked_by <> $3 AND released_by IS NULL`,
        [body, id, operator, day],
      ),
  };
}

function toHold(row: HoldRow): LegalHold {
  return {
    id: row.hold_id,
    body: row.body,
    caseNumber: row.case_number,
    person: row.person,
    from: row.held_from,
    to: row.held_to,
    reason: row.reason,
    enteredBy: row.entered_by,
    confirmedBy: row.confirmed_by,
    releaseAskedBy: row.release_asked_by,
    releaseReason: row.release_reason,
    releasedBy: row.released_by,
    releasedOn: row.released_on,
  };
}
