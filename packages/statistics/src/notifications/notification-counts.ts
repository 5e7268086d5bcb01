import type { Audience } from '@juki/grants';
import type pg from 'pg';

/** Notifications (本人確認情報の通知) of a municipality in a month, as S3 publishes them. */
export interface NotificationCount {
  readonly municipality: string;
  /** `YYYY-MM`. */
  readonly month: string;
  readonly applied: number;
  readonly refused: number;
  readonly waiting: number;
}

const ownRows: Readonly<Record<Audience, string>> = {
  municipal: 'municipality_code = $1',
  prefectural: 'left(municipality_code, 2) = left($1, 2)',
  national: '$1::text IS NOT NULL',
};

/**
 * Adds up the counters that the flow of notifications keeps. Not by reason: one death in a small village in a month is a
 * person, and these numbers are for publication.
 */
export async function notificationCounts(
  pool: pg.Pool,
  {
    tier,
    body,
    from,
    before,
  }: { readonly tier: Audience; readonly body: string; readonly from: string; readonly before: string },
): Promise<readonly NotificationCount[]> {
  const { rows } = await pool.query<{
    municipality: string;
    month: string;
    applied: string;
    refused: string;
    waiting: string;
  }>(
    `SELECT municipality_code AS municipality, month,
       sum(count) FILTER (WHERE outcome = 'APPLIED') AS applied,
       sum(count) FILTER (WHERE outcome = 'REFUSED') AS refused,
       sum(count) FILTER (WHERE outcome = 'WAITS') AS waiting
     FROM change_count WHERE ${ownRows[tier]} AND month >= $2 AND month < $3
     GROUP BY 1, 2 ORDER BY 1, 2`,
    [body, from, before],
  );
  return rows.map(({ municipality, month, applied, refused, waiting }) => {
    return { municipality, month, applied: Number(applied), refused: Number(refused), waiting: Number(waiting) };
  });
}
