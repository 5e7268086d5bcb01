import { inTransaction } from '@juki/database';
import { JukiError } from '@juki/errors';
import type pg from 'pg';
import { type CorrectionStep, correctableItems, type WantedCorrection } from '../rules/correction.ts';
import { nextNumber } from './number-repository.ts';
import type { Reception } from './reception-number.ts';
import { type StepTable, type StoredStep, stepsOf } from './step-repository.ts';

/** Steps of corrections. */
export const correctionSteps: StepTable = {
  requests: 'correction_request',
  steps: 'correction_step',
  identity: ['body', 'number'],
};

/** A request for correction (訂正の申出, 住民基本台帳法30条の35) with its steps. */
export interface CorrectionRequest {
  readonly body: string;
  readonly number: string;
  readonly disclosure: string;
  readonly municipality: string;
  readonly ref: string;
  readonly wanted: readonly WantedCorrection[];
  readonly reason: string;
  readonly receivedOn: string;
  readonly receivedAt: number;
  readonly receivedBy: string;
  readonly steps: readonly CorrectionStep[];
}

/** Whose corrections are seen. */
export type CorrectionScope =
  | { readonly of: 'body'; readonly body: string }
  | { readonly of: 'municipality'; readonly body: string; readonly municipality: string }
  | { readonly of: 'person'; readonly bodies: readonly string[]; readonly ref: string };

/** Receives a request for correction under the next number; under a key that was used, what was received then. */
export function receiveCorrection(
  pool: pg.Pool,
  request: Omit<CorrectionRequest, 'number' | 'steps'> & { readonly key: string; readonly fingerprint: Buffer },
): Promise<{ readonly number: string } | { readonly refusal: 'KEY_USED_OTHERWISE' }> {
  const { body, key, fingerprint } = request;
  return inTransaction(pool, async (client) => {
    const number = await nextNumber(client, {
      table: 'correction_request',
      prefix: 'C',
      body,
      today: request.receivedOn,
    });
    const known = await client.query<{ number: string; fingerprint: Buffer }>(
      'SELECT number, fingerprint FROM correction_request WHERE body = $1 AND key = $2',
      [body, key],
    );
    const [before] = known.rows;
    if (before) {
      return before.fingerprint.equals(fingerprint) ? { number: before.number } : { refusal: 'KEY_USED_OTHERWISE' };
    }
    await client.query(
      `INSERT INTO correction_request (body, number, key, fingerprint, disclosure_number, municipality_code, ref, wanted,
         reason, received_on, received_at, received_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        body,
        number,
        key,
        fingerprint,
        request.disclosure,
        request.municipality,
        Buffer.from(request.ref, 'base64url'),
        JSON.stringify(request.wanted),
        request.reason,
        request.receivedOn,
        new Date(request.receivedAt),
        request.receivedBy,
      ],
    );
    return { number };
  });
}

interface Row {
  readonly body: string;
  readonly number: string;
  readonly disclosure_number: string;
  readonly municipality_code: string;
  readonly ref: Buffer;
  readonly wanted: unknown;
  readonly reason: string;
  readonly received_on: string;
  readonly received_at: Date;
  readonly received_by: string;
}

const longestList = 500;

/** Corrections within a scope, newest first, with their steps; one of them where a reception is named. */
export async function correctionsIn(
  pool: pg.Pool,
  scope: CorrectionScope,
  reception?: Reception,
): Promise<readonly CorrectionRequest[]> {
  const { within, values } = condition(scope);
  if (reception) values.push(reception.body, reception.number);
  const one = reception ? `AND body = $${values.length - 1} AND number = $${values.length}` : '';
  const { rows } = await pool.query<Row>(
    `SELECT body, number, disclosure_number, municipality_code, ref, wanted, reason, received_on::text, received_at,
       received_by
     FROM correction_request WHERE ${within} ${one}
     ORDER BY received_at DESC, number DESC LIMIT ${longestList}`,
    values,
  );
  const steps = await stepsOf(
    pool,
    correctionSteps,
    rows.map((row) => [row.body, row.number]),
  );
  return rows.map((row) => ({
    body: row.body,
    number: row.number,
    disclosure: row.disclosure_number,
    municipality: row.municipality_code,
    ref: row.ref.toString('base64url'),
    wanted: readWanted(row.wanted),
    reason: row.reason,
    receivedOn: row.received_on,
    receivedAt: row.received_at.getTime(),
    receivedBy: row.received_by,
    steps: (steps.get(`${row.body} ${row.number}`) ?? []).map(correctionStep),
  }));
}

function condition(scope: CorrectionScope): { within: string; values: unknown[] } {
  switch (scope.of) {
    case 'body':
      return { within: 'body = $1', values: [scope.body] };
    case 'municipality':
      return { within: 'body = $1 AND municipality_code = $2', values: [scope.body, scope.municipality] };
    default:
      return { within: 'body = ANY ($1) AND ref = $2', values: [scope.bodies, Buffer.from(scope.ref, 'base64url')] };
  }
}

/** Reads what is wanted, as it lies in a column of JSON or comes from another tier. */
export function readWanted(value: unknown): readonly WantedCorrection[] {
  if (!Array.isArray(value)) throw unreadable();
  return value.map((entry: unknown) => {
    const { item, wanted = null }: { item?: unknown; wanted?: unknown } =
      typeof entry === 'object' && entry !== null ? entry : {};
    const known = correctableItems.find((name) => name === item);
    if (known === undefined || (wanted !== null && typeof wanted !== 'string')) throw unreadable();
    return { item: known, wanted };
  });
}

/** Reads a step of a correction. */
export function correctionStep({ kind, on, at, particulars }: StoredStep): CorrectionStep {
  const { outcome, reason, event = null, documentNumber } = particulars;
  if (kind === 'TAKEN') return { kind, on, at };
  if (
    kind === 'REPORTED' &&
    (outcome === 'CORRECTED' || outcome === 'NOT_CORRECTED') &&
    typeof reason === 'string' &&
    (event === null || typeof event === 'string')
  ) {
    return { kind, on, at, outcome, reason, event };
  }
  if (kind === 'ANSWERED' && typeof documentNumber === 'string') return { kind, on, at, documentNumber };
  throw unreadable();
}

function unreadable(): JukiError {
  return new JukiError('INTERNAL', 'A correction does not read as one.');
}
