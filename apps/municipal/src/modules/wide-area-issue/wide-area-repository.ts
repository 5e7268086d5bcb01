import { inTransaction } from '@juki/database';
import type { Bytes } from '@juki/subgraph-runtime';
import type { Pool, PoolClient } from 'pg';
import type { WideAreaRequest } from './parse-request.ts';

/** How a request ended at the municipality of residence. */
export type WideAreaAnswerKind = 'GIVEN' | 'NO_MATCH' | 'PROTECTED';

/** One request with its end, as both municipalities keep it. */
export interface WideAreaEnd {
  readonly issuerCode: string;
  readonly request: WideAreaRequest;
  readonly fingerprint: Uint8Array;
  readonly operator: string;
  readonly answer: WideAreaAnswerKind;
  readonly ref: Bytes | null;
  readonly persons: number;
  readonly at: Date;
}

/** A line of the list of the municipality of residence. */
export interface WideAreaAnswerRow {
  readonly issuerCode: string;
  readonly answer: WideAreaAnswerKind;
  readonly answeredAt: Date;
  readonly persons: number;
  readonly ref: Bytes | null;
}

/** Keeps requests and answers (住民基本台帳法12条の4). */
export interface WideAreaRepository {
  /** The fingerprint under which a counter used a key before. */
  fingerprintOf(issuerCode: string, key: string): Promise<Uint8Array | undefined>;
  /** Both sides of one request, in one transaction; a repetition changes nothing. `false`: the key stands for another one. */
  keep(end: WideAreaEnd): Promise<boolean>;
  answers(municipalityCode: string, since: Date): Promise<readonly WideAreaAnswerRow[]>;
}

/** The two tables over the writer's pool. */
export function createWideAreaRepository(pool: Pool): WideAreaRepository {
  return {
    async fingerprintOf(issuerCode, key) {
      const { rows } = await pool.query<{ fingerprint: Buffer }>({
        name: 'wide-area-fingerprint',
        text: 'SELECT fingerprint FROM wide_area_request WHERE municipality_code = $1 AND request_key = $2',
        values: [issuerCode, key],
      });
      return rows[0]?.fingerprint;
    },
    keep: (end) =>
      inTransaction(pool, async (client) => {
        if (!(await keepRequest(client, end))) return false;
        await keepAnswer(client, end);
        return true;
      }),
    async answers(municipalityCode, since) {
      const { rows } = await pool.query<WideAreaAnswerRow>({
        name: 'wide-area-answers',
        text: `SELECT issuer_code AS "issuerCode", answer, answered_at AS "answeredAt", persons, ref
          FROM wide_area_answered WHERE municipality_code = $1 AND answered_at >= $2
          ORDER BY answered_at DESC, request_key LIMIT 200`,
        values: [municipalityCode, since],
      });
      return rows;
    },
  };
}

async function keepRequest(client: PoolClient, end: WideAreaEnd): Promise<boolean> {
  const { request, issuerCode, fingerprint, operator, answer, persons, at } = end;
  const { rowCount } = await client.query({
    name: 'wide-area-keep-request',
    text: `INSERT INTO wide_area_request (municipality_code, request_key, fingerprint, residence_code, operator,
        identity_check, with_household, with_individual_number, with_resident_code, outcome, persons, requested_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (municipality_code, request_key) DO NOTHING`,
    values: [
      issuerCode,
      request.key,
      fingerprint,
      request.residenceCode,
      operator,
      request.identityCheck,
      ...flags(request),
      answer === 'GIVEN' ? 'ISSUED' : 'NOT_AVAILABLE',
      persons,
      at,
    ],
  });
  if (rowCount === 1) return true;
  const known = await client.query<{ fingerprint: Buffer }>(
    'SELECT fingerprint FROM wide_area_request WHERE municipality_code = $1 AND request_key = $2',
    [issuerCode, request.key],
  );
  return known.rows[0]?.fingerprint.equals(fingerprint) ?? false;
}

async function keepAnswer(client: PoolClient, end: WideAreaEnd): Promise<void> {
  const { request, issuerCode, answer, ref, persons, at } = end;
  await client.query({
    name: 'wide-area-keep-answer',
    text: `INSERT INTO wide_area_answered (municipality_code, issuer_code, request_key, answer, ref, persons,
        with_household, with_individual_number, with_resident_code, answered_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (municipality_code, issuer_code, request_key) DO NOTHING`,
    values: [request.residenceCode, issuerCode, request.key, answer, ref, persons, ...flags(request), at],
  });
}

function flags(request: WideAreaRequest): readonly boolean[] {
  return [request.withHousehold, request.withIndividualNumber, request.withResidentCode];
}
