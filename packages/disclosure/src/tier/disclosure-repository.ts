import { inTransaction } from '@juki/database';
import { JukiError } from '@juki/errors';
import type pg from 'pg';
import type {
  Channel,
  DisclosureKind,
  DisclosureOutcome,
  DisclosureStep,
  Evidence,
  NonDisclosureGround,
  Relation,
  Requester,
} from '../rules/disclosure.ts';
import { nextNumber } from './number-repository.ts';
import type { Reception } from './reception-number.ts';
import { type StepTable, type StoredStep, stepsOf } from './step-repository.ts';

/** Steps of disclosures. */
export const disclosureSteps: StepTable = {
  requests: 'disclosure_request',
  steps: 'disclosure_step',
  identity: ['body', 'number'],
};

/** The person as the requester states it: the four items (4情報). */
export interface StatedPerson {
  readonly name: string;
  readonly birthDate: string;
  readonly sex: 'MALE' | 'FEMALE';
  readonly address: string;
}

/** A request for disclosure (開示請求) with its steps. */
export interface DisclosureRequest {
  readonly body: string;
  readonly number: string;
  readonly kind: DisclosureKind;
  readonly channel: Channel;
  readonly requester: Requester;
  readonly relation: Relation | null;
  readonly evidence: readonly Evidence[];
  readonly requesterName: string | null;
  readonly subject: StatedPerson | null;
  /** `ref` of the person, base64url; `null` where the file held nobody when the request was received. */
  readonly ref: string | null;
  readonly receivedOn: string;
  readonly receivedAt: number;
  readonly receivedBy: string;
  readonly steps: readonly DisclosureStep[];
}

/** What is received. */
export type ReceivedDisclosure = Omit<DisclosureRequest, 'number' | 'steps'> & {
  readonly key: string;
  readonly fingerprint: Buffer;
};

/** Whose requests are seen: those that a body received, or those of one person in any body. */
export type DisclosureScope =
  | { readonly of: 'body'; readonly body: string }
  | {
      readonly of: 'person';
      readonly bodies: readonly string[];
      readonly ref: string | null;
      readonly operator: string;
    };

/** Receives a request under the next number; under a key that was used, what was received then. */
export function receiveDisclosure(
  pool: pg.Pool,
  request: ReceivedDisclosure,
): Promise<{ readonly number: string } | { readonly refusal: 'KEY_USED_OTHERWISE' }> {
  const { body, key, fingerprint, subject } = request;
  return inTransaction(pool, async (client) => {
    const number = await nextNumber(client, {
      table: 'disclosure_request',
      prefix: 'D',
      body,
      today: request.receivedOn,
    });
    const known = await client.query<{ number: string; fingerprint: Buffer }>(
      'SELECT number, fingerprint FROM disclosure_request WHERE body = $1 AND key = $2',
      [body, key],
    );
    const [before] = known.rows;
    if (before) {
      return before.fingerprint.equals(fingerprint) ? { number: before.number } : { refusal: 'KEY_USED_OTHERWISE' };
    }
    await client.query(
      `INSERT INTO disclosure_request (body, number, key, fingerprint, kind, channel, requester, relation, evidence,
         requester_name, subject_name, subject_birth_date, subject_sex, subject_address, ref, received_on, received_at,
         received_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
      [
        body,
        number,
        key,
        fingerprint,
        request.kind,
        request.channel,
        request.requester,
        request.relation,
        request.evidence,
        request.requesterName,
        subject?.name ?? null,
        subject?.birthDate ?? null,
        subject?.sex ?? null,
        subject?.address ?? null,
        request.ref === null ? null : Buffer.from(request.ref, 'base64url'),
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
  readonly kind: DisclosureKind;
  readonly channel: Channel;
  readonly requester: Requester;
  readonly relation: Relation | null;
  readonly evidence: Evidence[];
  readonly requester_name: string | null;
  readonly subject_name: string | null;
  readonly subject_birth_date: string | null;
  readonly subject_sex: 'MALE' | 'FEMALE' | null;
  readonly subject_address: string | null;
  readonly ref: Buffer | null;
  readonly received_on: string;
  readonly received_at: Date;
  readonly received_by: string;
}

const longestList = 500;

/** Requests within a scope, newest first, with their steps; one of them where a reception is named. */
export async function disclosuresIn(
  pool: pg.Pool,
  scope: DisclosureScope,
  reception?: Reception,
): Promise<readonly DisclosureRequest[]> {
  const values: unknown[] = scope.of === 'body' ? [scope.body] : [scope.bodies, bytesOf(scope.ref), scope.operator];
  const within =
    scope.of === 'body'
      ? 'body = $1'
      : "body = ANY ($1) AND (ref = $2 OR (channel = 'ONLINE' AND ref IS NULL AND received_by = $3))";
  if (reception) values.push(reception.body, reception.number);
  const one = reception ? `AND body = $${values.length - 1} AND number = $${values.length}` : '';
  const { rows } = await pool.query<Row>(
    `SELECT body, number, kind, channel, requester, relation, evidence, requester_name, subject_name,
       subject_birth_date::text, subject_sex, subject_address, ref, received_on::text, received_at, received_by
     FROM disclosure_request WHERE ${within} ${one}
     ORDER BY received_at DESC, number DESC LIMIT ${longestList}`,
    values,
  );
  const steps = await stepsOf(
    pool,
    disclosureSteps,
    rows.map((row) => [row.body, row.number]),
  );
  return rows.map((row) => requestOf(row, steps.get(`${row.body} ${row.number}`) ?? []));
}

function requestOf(row: Row, steps: readonly StoredStep[]): DisclosureRequest {
  const { subject_name: name, subject_birth_date: birthDate, subject_sex: sex, subject_address: address } = row;
  return {
    body: row.body,
    number: row.number,
    kind: row.kind,
    channel: row.channel,
    requester: row.requester,
    relation: row.relation,
    evidence: row.evidence,
    requesterName: row.requester_name,
    subject: name && birthDate && sex && address ? { name, birthDate, sex, address } : null,
    ref: row.ref?.toString('base64url') ?? null,
    receivedOn: row.received_on,
    receivedAt: row.received_at.getTime(),
    receivedBy: row.received_by,
    steps: steps.map(disclosureStep),
  };
}

/** Reads a step; a step that does not read as one is a fault of the store. */
export function disclosureStep({ kind, on, at, particulars }: StoredStep): DisclosureStep {
  const { dueOn, reason, outcome, ground = null, withheldItems, documentNumber, sha256, pages } = particulars;
  const when = { on, at };
  if (kind === 'EXTENDED' && typeof dueOn === 'string' && typeof reason === 'string') {
    return { ...when, kind, dueOn, reason };
  }
  if (kind === 'ANSWERED' && isOutcome(outcome) && isGround(ground) && typeof documentNumber === 'string') {
    const items = Array.isArray(withheldItems) ? withheldItems.map(String) : [];
    return { ...when, kind, outcome, ground, withheldItems: items, documentNumber };
  }
  if (kind === 'PRINTED' && typeof sha256 === 'string' && typeof pages === 'number') {
    return { ...when, kind, sha256, pages };
  }
  if (kind === 'HANDED_OVER') return { ...when, kind };
  throw new JukiError('INTERNAL', 'A step of a disclosure does not read as one.');
}

function isOutcome(value: unknown): value is DisclosureOutcome {
  return value === 'DISCLOSED' || value === 'PARTLY_REFUSED' || value === 'DOES_NOT_EXIST' || value === 'REFUSED';
}

function isGround(value: unknown): value is NonDisclosureGround | null {
  return value === null || value === 'ARTICLE_78_1' || value === 'REPRESENTATION_ENDED';
}

function bytesOf(ref: string | null): Buffer | null {
  return ref === null ? null : Buffer.from(ref, 'base64url');
}
