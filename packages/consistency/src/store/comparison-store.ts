import type { Pool } from 'pg';
import type { CheckScope } from '../scope.ts';

/** Counts of a result. */
export interface ResultCounts {
  readonly missing: number;
  readonly extra: number;
  readonly different: number;
  readonly underWay: number;
}

/** A comparison that this tier made for the file below it. */
export interface Comparison extends ResultCounts {
  readonly municipality: string;
  readonly run: string;
  readonly openedBy: string;
  readonly scope: CheckScope['kind'];
  readonly afresh: boolean;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
}

/** The upper tier's book of comparisons. */
export interface ComparisonStore {
  /** Whether it is new: a repeated opening changes nothing. */
  open(comparison: Omit<Comparison, 'closedAt' | keyof ResultCounts>): Promise<boolean>;
  /** Notes the result, once. `null`: no such comparison was opened. */
  close(municipality: string, run: string, counts: ResultCounts, now: Date): Promise<Comparison | null>;
  comparison(municipality: string, run: string): Promise<Comparison | null>;
}

const columns = `municipality_code AS municipality, run_id AS run, opened_by AS "openedBy", scope, afresh, opened_at AS "openedAt",
  closed_at AS "closedAt", missing, extra, different, under_way AS "underWay"`;

/** Makes the book over the table of the migration `consistency`. */
export function createComparisonStore(pool: Pool): ComparisonStore {
  return {
    async open({ municipality, run, openedBy, scope, afresh, openedAt }) {
      const { rowCount } = await pool.query(
        `INSERT INTO consistency_comparison (municipality_code, run_id, opened_by, scope, afresh, opened_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (municipality_code, run_id) DO NOTHING`,
        [municipality, run, openedBy, scope, afresh, openedAt],
      );
      return rowCount === 1;
    },
    async close(municipality, run, { missing, extra, different, underWay }, now) {
      await pool.query(
        `UPDATE consistency_comparison SET closed_at = $3, missing = $4, extra = $5, different = $6, under_way = $7
         WHERE municipality_code = $1 AND run_id = $2 AND closed_at IS NULL`,
        [municipality, run, now, missing, extra, different, underWay],
      );
      return this.comparison(municipality, run);
    },
    async comparison(municipality, run) {
      const { rows } = await pool.query<Comparison>(
        `SELECT ${columns} FROM consistency_comparison WHERE municipality_code = $1 AND run_id = $2`,
        [municipality, run],
      );
      return rows[0] ?? null;
    },
  };
}
