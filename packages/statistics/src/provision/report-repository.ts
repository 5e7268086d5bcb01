import type pg from 'pg';
import type { ProvisionLine } from './monthly-report.ts';

/** 報告書 (30条の16) as it was drawn up. */
export interface StoredReport {
  readonly drawnUpOn: string;
  /** The last day on which it is open to everybody (規則22条: five years). */
  readonly keptTo: string;
  readonly lines: readonly ProvisionLine[];
}

/** The yearly reports of a body. */
export interface ReportRepository {
  find(body: string, fiscalYear: number): Promise<StoredReport | null>;
  /** The first one stays. */
  add(body: string, fiscalYear: number, report: StoredReport): Promise<void>;
}

/** Makes the repository over the role that adds rows. */
export function createReportRepository(pool: pg.Pool): ReportRepository {
  return {
    async find(body, fiscalYear) {
      const { rows } = await pool.query<StoredReport>(
        `SELECT to_char(drawn_up_on, 'YYYY-MM-DD') AS "drawnUpOn", to_char(kept_to, 'YYYY-MM-DD') AS "keptTo",
           content AS lines FROM yearly_report WHERE body = $1 AND fiscal_year = $2`,
        [body, fiscalYear],
      );
      return rows[0] ?? null;
    },
    async add(body, fiscalYear, { drawnUpOn, keptTo, lines }) {
      await pool.query(
        `INSERT INTO yearly_report (body, fiscal_year, drawn_up_on, kept_to, content)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
        [body, fiscalYear, drawnUpOn, keptTo, JSON.stringify(lines)],
      );
    },
  };
}
