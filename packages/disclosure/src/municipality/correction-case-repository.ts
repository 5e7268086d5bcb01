import { JukiError } from '@juki/errors';
import type pg from 'pg';
import type { CorrectionOutcome, WantedCorrection } from '../rules/correction.ts';
import { readWanted } from '../tier/correction-repository.ts';
import { type StepTable, type StoredStep, stepsOf } from '../tier/step-repository.ts';

/** Steps of the municipality. */
export const caseSteps: StepTable = {
  requests: 'correction_case',
  steps: 'correction_case_step',
  identity: ['municipality_code', 'origin', 'number'],
};

/** What the municipality decided after its investigation. */
export interface CaseDecision {
  readonly outcome: CorrectionOutcome;
  readonly reason: string;
  readonly event: string | null;
  readonly on: string;
}

/** A correction that the governor or the agency asks the municipality to investigate. */
export interface CorrectionCase {
  readonly municipality: string;
  readonly origin: string;
  readonly number: string;
  readonly ref: string;
  readonly wanted: readonly WantedCorrection[];
  readonly reason: string;
  readonly receivedOn: string;
  readonly takenOn: string;
  readonly takenAt: number;
  readonly decision: CaseDecision | null;
  readonly reported: boolean;
}

/** What is taken over. */
export type TakenCase = Omit<CorrectionCase, 'decision' | 'reported'>;

/** Takes a case over; one that was taken over before is left as it is. */
export async function takeCase(pool: pg.Pool, taken: TakenCase): Promise<void> {
  await pool.query(
    `INSERT INTO correction_case (municipality_code, origin, number, ref, wanted, reason, received_on, taken_on, taken_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
    [
      taken.municipality,
      taken.origin,
      taken.number,
      Buffer.from(taken.ref, 'base64url'),
      JSON.stringify(taken.wanted),
      taken.reason,
      taken.receivedOn,
      taken.takenOn,
      new Date(taken.takenAt),
    ],
  );
}

interface Row {
  readonly municipality_code: string;
  readonly origin: string;
  readonly number: string;
  readonly ref: Buffer;
  readonly wanted: unknown;
  readonly reason: string;
  readonly received_on: string;
  readonly taken_on: string;
  readonly taken_at: Date;
}

const longestList = 500;

/** The cases of a municipality, newest first. */
export async function casesOf(pool: pg.Pool, municipality: string): Promise<readonly CorrectionCase[]> {
  const { rows } = await pool.query<Row>(
    `SELECT municipality_code, origin, number, ref, wanted, reason, received_on::text, taken_on::text, taken_at
     FROM correction_case WHERE municipality_code = $1 ORDER BY taken_at DESC, origin, number LIMIT ${longestList}`,
    [municipality],
  );
  const steps = await stepsOf(
    pool,
    caseSteps,
    rows.map((row) => [row.municipality_code, row.origin, row.number]),
  );
  return rows.map((row) => {
    const taken = steps.get(`${row.municipality_code} ${row.origin} ${row.number}`) ?? [];
    return {
      municipality: row.municipality_code,
      origin: row.origin,
      number: row.number,
      ref: row.ref.toString('base64url'),
      wanted: readWanted(row.wanted),
      reason: row.reason,
      receivedOn: row.received_on,
      takenOn: row.taken_on,
      takenAt: row.taken_at.getTime(),
      decision: decisionIn(taken),
      reported: taken.some(({ kind }) => kind === 'REPORTED'),
    };
  });
}

/** What was decided, if it was. */
export function decisionIn(steps: readonly StoredStep[]): CaseDecision | null {
  const decided = steps.find(({ kind }) => kind === 'DECIDED');
  if (!decided) return null;
  const { outcome, reason, event = null } = decided.particulars;
  const isKnown = outcome === 'CORRECTED' || outcome === 'NOT_CORRECTED';
  if (!isKnown || typeof reason !== 'string' || (event !== null && typeof event !== 'string')) {
    throw new JukiError('INTERNAL', 'A decision on a correction does not read as one.');
  }
  return { outcome, reason, event, on: decided.on };
}

/** The person of a municipality who has a 住民票コード, by its blind index; `null` where nobody has it there. */
export async function personByCode(
  pool: pg.Pool,
  municipality: string,
  locatorKey: Uint8Array,
): Promise<string | null> {
  const { rows } = await pool.query<{ ref: Buffer }>(
    "SELECT ref FROM locator WHERE kind = 'resident_code' AND key = $1 AND municipality_code = $2 LIMIT 1",
    [Buffer.from(locatorKey), municipality],
  );
  return rows[0]?.ref.toString('base64url') ?? null;
}

/** Whether the municipality has registered this change of this person after it took the case over (30条の6). */
export async function isRegistered(
  pool: pg.Pool,
  { municipality, ref, takenAt }: CorrectionCase,
  event: string,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `SELECT FROM change_notification
     WHERE municipality_code = $1 AND event_id = $2 AND ref = $3 AND received_at >= $4`,
    [municipality, event, Buffer.from(ref, 'base64url'), new Date(takenAt)],
  );
  return (rowCount ?? 0) > 0;
}
