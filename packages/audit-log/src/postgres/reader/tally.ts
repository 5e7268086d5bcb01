import type pg from 'pg';
import { kindOfPhase } from '../../entry.ts';

/** Which outcomes to count. */
export interface TallyQuery {
  readonly body: string;
  /** Instants, RFC 3339: from the first, before the second. */
  readonly from: string;
  readonly before: string;
  /** Outcomes that returned one of these coordinates are counted apart. */
  readonly coordinates: readonly string[];
}

/** People whose data one agency got for one purpose, from the file of one body. */
export interface Tally {
  readonly agency: string;
  readonly purpose: string;
  /** As a row of a file (一括提供), else at a terminal or by a program, one question at a time (即時提供). */
  readonly batch: boolean;
  /** A person counts once in a request, however many fetches it took. */
  readonly people: number;
  /** Of how many one of the coordinates was returned. */
  readonly withCoordinates: number;
}

/** Counts people in outcomes, by recipient and purpose. No person is told apart in the answer. */
export async function tallyOutcomes(pool: pg.Pool, query: TallyQuery): Promise<readonly Tally[]> {
  const { body, from, before, coordinates } = query;
  const { rows } = await pool.query<{
    agency: string;
    purpose: string;
    batch: boolean;
    people: string;
    with_coordinates: string;
  }>(
    `SELECT agency, purpose, fields ->> 'mode' = 'batch' AS batch, count(DISTINCT (request, subject)) AS people,
       count(DISTINCT (request, subject)) FILTER (WHERE fields -> 'coordinates' ?| $5::text[]) AS with_coordinates
     FROM opening, LATERAL (SELECT convert_from(canonical, 'UTF8')::jsonb AS fields) AS opened
     WHERE body = $1 AND recorded_at >= $2::timestamptz AND recorded_at < $3::timestamptz AND kind = $4
       AND subject IS NOT NULL AND purpose IS NOT NULL
     GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    [body, from, before, kindOfPhase.outcome, coordinates],
  );
  return rows.map(({ agency, purpose, batch, people, with_coordinates: withCoordinates }) => ({
    agency,
    purpose,
    batch,
    people: Number(people),
    withCoordinates: Number(withCoordinates),
  }));
}
