import { randomUUID } from 'node:crypto';
import { createPool } from '@juki/database';
import type { Audience, Grant } from '@juki/grants';
import { legalDateAt } from '@juki/legal-basis';
import { createLoop, faultForLog, logFault, type OpenedServices, type ServiceParts } from '@juki/subgraph-runtime';
import { createCarryOut } from './carry-out.ts';
import type { ErasureKind, ErasureOrder } from './erasure-order.ts';
import { createHoldRepository } from './hold-repository.ts';
import type { LegalHold, NewHold } from './legal-hold.ts';
import { createOrderRepository } from './order-repository.ts';
import { retentionFiles } from './retention-file.ts';

/** Why an act of keeping or erasing was not done. */
export type RetentionRefusal =
  | 'NOTHING_DUE'
  | 'ALREADY_OPEN'
  | 'ORDER_UNKNOWN'
  | 'ORDER_CLOSED'
  | 'OWN_PROPOSAL'
  | 'HOLD_UNKNOWN'
  | 'SAME_PERSON'
  | 'ALREADY_DONE'
  | 'RELEASE_NOT_ASKED'
  | 'PERSON_NOT_FOUND'
  | 'INPUT_INVALID';

/** What became of an act on an order. */
export type OrderResult =
  | { readonly refusal: RetentionRefusal; readonly order: ErasureOrder | null }
  | { readonly refusal: null; readonly order: ErasureOrder };

/** What became of an act on a hold. */
export type HoldResult =
  | { readonly refusal: RetentionRefusal; readonly hold: LegalHold | null }
  | { readonly refusal: null; readonly hold: LegalHold };

/** Keeping and erasing in one tier, for the resolvers. */
export interface Retention {
  /** The body for which the caller acts, from the scope of the purpose. */
  bodyOf(grant: Pick<Grant, 'scope'>): string;
  orders(body: string): Promise<readonly ErasureOrder[]>;
  propose(asked: { body: string; key: string; kind: ErasureKind; operator: string }): Promise<OrderResult>;
  approve(body: string, order: string, actor: Grant['actor']): Promise<OrderResult>;
  refuse(body: string, order: string, operator: string, reason: string): Promise<OrderResult>;
  holds(body: string): Promise<readonly LegalHold[]>;
  enterHold(hold: NewHold): Promise<HoldResult>;
  confirmHold(body: string, hold: string, operator: string): Promise<HoldResult>;
  askRelease(body: string, hold: string, operator: string, reason: string): Promise<HoldResult>;
  releaseHold(body: string, hold: string, operator: string): Promise<HoldResult>;
}

const hour = 3_600_000;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const key = /^[A-Za-z0-9._:/-]{8,64}$/;
const caseNumber = /^[A-Za-z0-9./-]{1,64}$/;
const day = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** What of a process keeping and erasing need. */
export type RetentionParts = Pick<
  ServiceParts,
  'writer' | 'eraserUrl' | 'crypto' | 'clock' | 'log' | 'bodies' | 'audit'
>;

/** Opens keeping and erasing in a tier: what its resolvers need, and the workers that find what is due and erase it. */
export function openRetention(tier: Audience, parts: RetentionParts): OpenedServices<Retention> {
  const { writer, clock, log, bodies } = parts;
  const file = retentionFiles[tier];
  const orders = createOrderRepository(writer, file);
  const holds = createHoldRepository(writer);
  const kinds: readonly ErasureKind[] =
    tier === 'national'
      ? ['IDENTITY_RECORDS', 'NOTIFICATIONS', 'YEARLY_REPORTS']
      : ['IDENTITY_RECORDS', 'NOTIFICATIONS'];
  const eraser = createPool(parts.eraserUrl, { max: 2, statementMilliseconds: hour, plan: 'each' }, (fault) =>
    log.warn({ fault: faultForLog(fault) }, 'a connection to the database was lost'),
  );
  const today = () => legalDateAt(clock());

  async function propose({
    body,
    key: given,
    kind,
    operator,
  }: Parameters<Retention['propose']>[0]): Promise<OrderResult> {
    if (!key.test(given) || !kinds.includes(kind)) return { refusal: 'INPUT_INVALID', order: null };
    const before = await orders.findByKey(body, given);
    if (before)
      return before.kind === kind ? { refusal: null, order: before } : { refusal: 'INPUT_INVALID', order: null };
    const dueBy = today();
    const planned = await orders.countDue(body, kind, dueBy);
    if (planned === 0) return { refusal: 'NOTHING_DUE', order: null };
    const proposal = { body, id: randomUUID(), key: given, kind, dueBy, operator, at: new Date(clock()), planned };
    const added = await orders.add(proposal);
    const order = await orders.findByKey(body, given);
    return added && order ? { refusal: null, order } : { refusal: 'ALREADY_OPEN', order: null };
  }

  /** What is held back is not proposed again and again. */
  async function proposeFree(body: string, kind: ErasureKind): Promise<void> {
    if (!(await orders.isAnyFree(body, kind, today()))) return;
    await propose({ body, key: `worker:${randomUUID()}`, kind, operator: 'retention-worker' });
  }

  const carryingOut = createLoop({
    name: 'erasure',
    everyMs: hour,
    run: createCarryOut({ tier, eraser, crypto: parts.crypto, audit: parts.audit, clock, log }),
    onFault: logFault(log, 'erasure'),
  });
  const finding = createLoop({
    name: 'due for erasure',
    everyMs: 6 * hour,
    async run() {
      for (const body of bodies.all) {
        for (const kind of kinds) await proposeFree(body, kind);
      }
      return 'idle';
    },
    onFault: logFault(log, 'due for erasure'),
  });

  const retention: Retention = {
    bodyOf: ({ scope }) => bodies.ofScope(scope),
    orders: (body) => orders.list(body),
    propose,
    async approve(body, id, actor) {
      const order = uuid.test(id) ? await orders.find(body, id) : null;
      if (!order) return { refusal: 'ORDER_UNKNOWN', order: null };
      if (order.approvals.some(({ operator }) => operator === actor.operator)) return { refusal: null, order };
      if (order.state !== 'PROPOSED') return { refusal: 'ORDER_CLOSED', order };
      const { operator, role, terminal } = actor;
      const done = await orders.approve(body, id, { operator, role, terminal, at: new Date(clock()) });
      const after = (await orders.find(body, id)) ?? order;
      carryingOut.poke();
      return done ? { refusal: null, order: after } : { refusal: 'OWN_PROPOSAL', order: after };
    },
    async refuse(body, id, operator, reason) {
      const order = uuid.test(id) ? await orders.find(body, id) : null;
      if (!order) return { refusal: 'ORDER_UNKNOWN', order: null };
      if (!isSentence(reason)) return { refusal: 'INPUT_INVALID', order };
      const done = await orders.refuse(body, id, operator, reason);
      const after = (await orders.find(body, id)) ?? order;
      return done || after.refusedBy === operator
        ? { refusal: null, order: after }
        : { refusal: 'ORDER_CLOSED', order: after };
    },
    holds: (body) => holds.list(body),
    async enterHold(hold) {
      const period = day.test(hold.from) && (hold.to === null || (day.test(hold.to) && hold.to >= hold.from));
      if (!period || !key.test(hold.key) || !caseNumber.test(hold.caseNumber) || !isSentence(hold.reason)) {
        return { refusal: 'INPUT_INVALID', hold: null };
      }
      const entered = await holds.enter({ ...hold, id: randomUUID(), at: new Date(clock()) });
      // A key that stands for another hold: a caller who is told it went well would believe that this one holds.
      return entered ? { refusal: null, hold: entered } : { refusal: 'INPUT_INVALID', hold: null };
    },
    confirmHold: (body, id, operator) =>
      onHold(body, id, (hold) => {
        if (hold.confirmedBy !== null) return hold.confirmedBy === operator ? null : 'ALREADY_DONE';
        return hold.enteredBy === operator ? 'SAME_PERSON' : () => holds.confirm(body, id, operator, new Date(clock()));
      }),
    askRelease: (body, id, operator, reason) =>
      onHold(body, id, (hold) => {
        if (!isSentence(reason)) return 'INPUT_INVALID';
        if (hold.releaseAskedBy !== null) return hold.releaseAskedBy === operator ? null : 'ALREADY_DONE';
        return () => holds.askRelease(body, id, operator, reason);
      }),
    releaseHold: (body, id, operator) =>
      onHold(body, id, (hold) => {
        if (hold.releasedBy !== null) return hold.releasedBy === operator ? null : 'ALREADY_DONE';
        if (hold.releaseAskedBy === null) return 'RELEASE_NOT_ASKED';
        return hold.releaseAskedBy === operator ? 'SAME_PERSON' : () => holds.release(body, id, operator, today());
      }),
  };

  /** `null`: it was done before by the same person, so the answer is repeated. */
  async function onHold(
    body: string,
    id: string,
    decide: (hold: LegalHold) => RetentionRefusal | null | (() => Promise<boolean>),
  ): Promise<HoldResult> {
    const hold = uuid.test(id) ? await holds.find(body, id) : null;
    if (!hold) return { refusal: 'HOLD_UNKNOWN', hold: null };
    const act = decide(hold);
    if (act === null) return { refusal: null, hold };
    if (typeof act === 'string') return { refusal: act, hold };
    const done = await act();
    const after = (await holds.find(body, id)) ?? hold;
    return done ? { refusal: null, hold: after } : { refusal: 'ALREADY_DONE', hold: after };
  }

  return { services: retention, workers: [finding, carryingOut], close: () => eraser.end() };
}

function isSentence(text: string): boolean {
  return text.trim() !== '' && text.length <= 500;
}
