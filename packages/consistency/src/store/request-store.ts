import type { Pool } from 'pg';
import type { ResultCounts } from './comparison-store.ts';

/** What a prefecture asks of its municipalities. */
export interface CheckRequest {
  readonly id: string;
  readonly key: string;
  readonly prefecture: string;
  readonly municipalities: readonly string[];
  readonly afresh: boolean;
  readonly requestedBy: string;
  readonly requestedAt: Date;
}

/** A request as one municipality finds it. */
export interface WaitingRequest {
  readonly id: string;
  readonly municipality: string;
  readonly afresh: boolean;
}

/** How far a request has come in one municipality. */
export interface RequestedCheck extends ResultCounts {
  readonly municipality: string;
  readonly requestedAt: Date;
  readonly run: string | null;
  readonly openedAt: Date | null;
  readonly closedAt: Date | null;
}

/** The prefecture's requests. */
export interface RequestStore {
  /** Enters a request, or finds the one that the key has already; answers its id. */
  ask(request: CheckRequest): Promise<string>;
  waiting(municipality: string): Promise<readonly WaitingRequest[]>;
  /** Notes the run that follows a request. */
  followed(municipality: string, id: string, run: string): Promise<void>;
  summary(prefecture: string, id: string): Promise<readonly RequestedCheck[]>;
}

/** Makes the store over the table of the migration `consistency`. */
export function createRequestStore(pool: Pool): RequestStore {
  return {
    async ask({ id, key, prefecture, municipalities, afresh, requestedBy, requestedAt }) {
      await pool.query(
        `INSERT INTO consistency_request (municipality_code, request_id, prefecture_code, key, afresh, requested_by, requested_at)
         SELECT code, $2, $3, $4, $5, $6, $7 FROM unnest($1::text[]) AS code ON CONFLICT (municipality_code, key) DO NOTHING`,
        [municipalities, id, prefecture, key, afresh, requestedBy, requestedAt],
      );
      const { rows } = await pool.query<{ id: string }>(
        'SELECT request_id AS id FROM consistency_request WHERE municipality_code = ANY ($1) AND key = $2 LIMIT 1',
        [municipalities, key],
      );
      return rows[0]?.id ?? id;
    },
    async waiting(municipality) {
      const { rows } = await pool.query<WaitingRequest>(
        `SELECT request_id AS id, municipality_code AS municipality, afresh FROM consistency_request
         WHERE municipality_code = $1 AND run_id IS NULL ORDER BY requested_at`,
        [municipality],
      );
      return rows;
    },
    async followed(municipality, id, run) {
      await pool.query(
        'UPDATE consistency_request SET run_id = $3 WHERE municipality_code = $1 AND request_id = $2 AND run_id IS NULL',
        [municipality, id, run],
      );
    },
    async summary(prefecture, id) {
      const { rows } = await pool.query<RequestedCheck>(
        `SELECT request.municipality_code AS municipality, request.requested_at AS "requestedAt", request.run_id AS run,
           made.opened_at AS "openedAt", made.closed_at AS "closedAt", coalesce(made.missing, 0) AS missing,
           coalesce(made.extra, 0) AS extra, coalesce(made.different, 0) AS different, coalesce(made.under_way, 0) AS "underWay"
         FROM consistency_request AS request
         LEFT JOIN consistency_comparison AS made
           ON made.municipality_code = request.municipality_code AND made.run_id = request.run_id
         WHERE request.prefecture_code = $1 AND request.request_id = $2 ORDER BY 1`,
        [prefecture, id],
      );
      return rows;
    },
  };
}
