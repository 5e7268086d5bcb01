import type { MediaLedger, MediumEntry } from '@juki/media-ledger';
import type { Bodies, Person } from '@juki/subgraph-runtime';
import type pg from 'pg';
import type {
  DisclosureKind,
  DisclosureOutcome,
  DisclosureRefusal,
  DisclosureStep,
  Evidence,
  NonDisclosureGround,
  Relation,
  Requester,
} from '../rules/disclosure.ts';
import { identityRefusal } from '../rules/identity-check.ts';
import { daysBetween } from '../rules/legal-days.ts';
import { isOverdue, refusalOf, standingOf } from '../rules/standing.ts';
import { type Asker, type Asking, askerOf, today } from './asking.ts';
import {
  type DisclosureRequest,
  type DisclosureScope,
  disclosureStep,
  disclosureSteps,
  disclosuresIn,
  receiveDisclosure,
  type StatedPerson,
} from './disclosure-repository.ts';
import { parseReceptionNumber, type Reception, receptionNumber } from './reception-number.ts';
import { addStep, fingerprintOf } from './step-repository.ts';

/** A request as the graph shows it. */
export interface DisclosureView {
  readonly body: string;
  readonly number: string;
  readonly kind: DisclosureKind;
  readonly channel: string;
  readonly requester: string;
  readonly relation: string | null;
  readonly requesterName: string | null;
  readonly state: string;
  readonly receivedOn: string;
  readonly dueOn: string;
  readonly daysLeft: number | null;
  readonly overdue: boolean;
  readonly extensionReason: string | null;
  readonly outcome: DisclosureOutcome | null;
  readonly ground: NonDisclosureGround | null;
  readonly withheldItems: readonly string[];
  readonly documentNumber: string | null;
  readonly answeredOn: string | null;
  readonly documentHash: string | null;
  readonly handedOverOn: string | null;
  /** `ref` of whom the answer discloses; `null` while nothing is to be disclosed. */
  readonly disclosed: string | null;
}

/** What every mutation of a disclosure answers: the request as it is now, or why not. */
export interface DisclosureResult {
  readonly request: DisclosureView | null;
  readonly refusal: DisclosureRefusal | null;
}

/** 開示請求書 at the counter. */
export interface CounterRequest {
  readonly key: string;
  readonly kind: DisclosureKind;
  readonly requester: Requester;
  readonly relation?: Relation | null;
  readonly evidence: readonly Evidence[];
  readonly requesterName: string;
  readonly subject: StatedPerson;
}

/** A request by the person's own card. */
export interface OnlineRequest {
  readonly key: string;
  readonly kind: DisclosureKind;
}

/** What names a request, and makes a repetition safe. */
export interface StepInput {
  readonly key: string;
  readonly number: string;
}

/** 期限の延長. */
export interface ExtensionInput extends StepInput {
  readonly dueOn: string;
  readonly reason: string;
}

/** 決定. */
export interface AnswerInput extends StepInput {
  readonly refuse?: boolean | null;
  readonly withheldItems?: readonly string[] | null;
  readonly ground?: NonDisclosureGround | null;
}

/** A document that was made. */
export interface PrintedInput extends StepInput {
  readonly sha256: string;
  readonly pages: number;
}

/** The desk at which requests are received, extended, answered and handed over. */
export interface DisclosureDesk {
  list(asking: Asking): Promise<readonly DisclosureView[]>;
  find(asking: Asking, number: string): Promise<DisclosureView | null>;
  receive(asking: Asking, input: CounterRequest): Promise<DisclosureResult>;
  ask(asking: Asking, input: OnlineRequest): Promise<DisclosureResult>;
  extend(asking: Asking, input: ExtensionInput): Promise<DisclosureResult>;
  answer(asking: Asking, input: AnswerInput): Promise<DisclosureResult>;
  printed(asking: Asking, input: PrintedInput): Promise<DisclosureResult>;
  handedOver(asking: Asking, input: StepInput): Promise<DisclosureResult>;
}

/** Makes the desk of a tier (住民基本台帳法30条の32, 30条の33). Steps are written before anything is answered. */
export function createDisclosureDesk({
  writer,
  bodies,
  media,
}: {
  readonly writer: pg.Pool;
  readonly bodies: Bodies;
  readonly media: MediaLedger;
}): DisclosureDesk {
  function scopeOf(asker: Exclude<Asker, { as: 'municipality' }>): DisclosureScope {
    if (asker.as === 'staff') return { of: 'body', body: asker.body };
    return { of: 'person', bodies: bodies.all, ref: asker.person?.ref ?? null, operator: asker.operator };
  }

  async function one(asking: Asking, scope: DisclosureScope, reception: Reception): Promise<DisclosureView | null> {
    const [request] = await disclosuresIn(writer, scope, reception);
    return request ? shown(asking, request) : null;
  }

  async function step(asking: Asking, input: StepInput, taken: DisclosureStep): Promise<DisclosureResult> {
    const asker = await askerOf(asking, bodies);
    const reception = parseReceptionNumber(input.number);
    if (asker.as !== 'staff' || !reception) return refused('UNKNOWN_REQUEST');
    const [request] = await disclosuresIn(writer, scopeOf(asker), reception);
    if (!request) return refused('UNKNOWN_REQUEST');
    const { kind, on, at, ...particulars } = taken;
    const outcome = await addStep<DisclosureRefusal>(
      writer,
      disclosureSteps,
      [request.body, request.number],
      {
        key: input.key,
        fingerprint: fingerprintOf([kind, input]),
        kind,
        on,
        at,
        by: asking.grant.actor.operator,
        particulars,
      },
      (steps) => refusalOf(standingOf(request.receivedOn, steps.map(disclosureStep)), taken),
      async (client) => {
        const entry = mediumOf(asking, request, taken, input.key);
        if (entry) await media.record(entry, client);
      },
    );
    if ('refusal' in outcome) return refused(outcome.refusal);
    return { request: await one(asking, scopeOf(asker), reception), refusal: null };
  }

  const when = (asking: Asking) => ({ at: asking.now, on: today(asking) });

  return {
    async list(asking) {
      const asker = await askerOf(asking, bodies);
      if (asker.as === 'municipality') return [];
      return (await disclosuresIn(writer, scopeOf(asker))).map((request) => shown(asking, request));
    },
    async find(asking, number) {
      const asker = await askerOf(asking, bodies);
      const reception = parseReceptionNumber(number);
      return asker.as === 'municipality' || !reception ? null : one(asking, scopeOf(asker), reception);
    },
    async receive(asking, input) {
      const asker = await askerOf(asking, bodies);
      if (asker.as !== 'staff') return refused('UNKNOWN_REQUEST');
      const { key, kind, requester, relation = null, evidence, requesterName, subject } = input;
      const on = today(asking);
      const { birthDate } = subject;
      const doubt = identityRefusal({ requester, relation, evidence }, { birthDate, today: on });
      if (doubt) return refused(doubt);
      const people = await asking.records.search({ fourItems: subject });
      if (people.length > 1) return refused('SEVERAL_PERSONS');
      const received = await receiveDisclosure(writer, {
        body: asker.body,
        key,
        fingerprint: fingerprintOf(input),
        kind,
        channel: 'COUNTER',
        requester,
        relation: requester === 'PERSON' ? null : relation,
        evidence,
        requesterName,
        subject,
        ref: people[0]?.ref ?? null,
        receivedOn: on,
        receivedAt: asking.now,
        receivedBy: asking.grant.actor.operator,
      });
      if ('refusal' in received) return refused(received.refusal);
      const reception = { body: asker.body, number: received.number };
      return { request: await one(asking, scopeOf(asker), reception), refusal: null };
    },
    async ask(asking, { key, kind }) {
      const asker = await askerOf(asking, bodies);
      if (asker.as !== 'person') return refused('ONLINE_ONLY_FOR_ONESELF');
      const body = asker.body ?? bodies.default;
      const received = await receiveDisclosure(writer, {
        body,
        key,
        fingerprint: fingerprintOf([kind, asker.operator]),
        kind,
        channel: 'ONLINE',
        requester: 'PERSON',
        relation: null,
        evidence: ['INDIVIDUAL_NUMBER_CARD'],
        requesterName: null,
        subject: null,
        ref: asker.person?.ref ?? null,
        receivedOn: today(asking),
        receivedAt: asking.now,
        receivedBy: asker.operator,
      });
      if ('refusal' in received) return refused(received.refusal);
      const reception = { body, number: received.number };
      return { request: await one(asking, scopeOf(asker), reception), refusal: null };
    },
    extend: (asking, input) =>
      step(asking, input, { ...when(asking), kind: 'EXTENDED', dueOn: input.dueOn, reason: input.reason }),
    async answer(asking, input) {
      const asker = await askerOf(asking, bodies);
      const reception = parseReceptionNumber(input.number);
      const [request] = asker.as === 'staff' && reception ? await disclosuresIn(writer, scopeOf(asker), reception) : [];
      if (!request) return refused('UNKNOWN_REQUEST');
      const exists = await existsToday(asking, request);
      const withheldItems = input.withheldItems ?? [];
      return step(asking, input, {
        ...when(asking),
        kind: 'ANSWERED',
        outcome: outcomeOf(exists, input.refuse === true, withheldItems),
        ground: input.ground ?? null,
        withheldItems,
        documentNumber: receptionNumber(request),
      });
    },
    printed: (asking, input) =>
      step(asking, input, { ...when(asking), kind: 'PRINTED', sha256: input.sha256, pages: input.pages }),
    handedOver: (asking, input) => step(asking, input, { ...when(asking), kind: 'HANDED_OVER' }),
  };
}

/** 存否: whether the file holds the person now, by what the requester stated or, online, by the person found then. */
async function existsToday({ records }: Asking, { subject, ref }: DisclosureRequest): Promise<boolean> {
  if (subject) return (await records.search({ fourItems: subject })).length === 1;
  const person: Person | null = ref === null ? null : records.person(ref);
  return person !== null && (await records.current(person)) !== null;
}

function outcomeOf(exists: boolean, refuse: boolean, withheld: readonly string[]): DisclosureOutcome {
  if (refuse) return 'REFUSED';
  if (!exists) return 'DOES_NOT_EXIST';
  return withheld.length > 0 ? 'PARTLY_REFUSED' : 'DISCLOSED';
}

/** Shows a request; whose it is stands in the ledger, so that looking at it is recorded. */
function shown(asking: Asking, request: DisclosureRequest): DisclosureView {
  const day = today(asking);
  const standing = standingOf(request.receivedOn, request.steps);
  const { answer } = standing;
  const extension = request.steps.find((step) => step.kind === 'EXTENDED');
  const view: DisclosureView = {
    body: request.body,
    number: receptionNumber(request),
    kind: request.kind,
    channel: request.channel,
    requester: request.requester,
    relation: request.relation,
    requesterName: request.requesterName,
    state: standing.state,
    receivedOn: request.receivedOn,
    dueOn: standing.dueOn,
    daysLeft: answer ? null : daysBetween(day, standing.dueOn),
    overdue: isOverdue(standing, day),
    extensionReason: extension?.kind === 'EXTENDED' ? extension.reason : null,
    outcome: answer?.outcome ?? null,
    ground: answer?.ground ?? null,
    withheldItems: answer?.withheldItems ?? [],
    documentNumber: answer?.documentNumber ?? null,
    answeredOn: answer?.on ?? null,
    documentHash: request.steps.reduce<string | null>(
      (last, step) => (step.kind === 'PRINTED' ? step.sha256 : last),
      null,
    ),
    handedOverOn: request.steps.find((step) => step.kind === 'HANDED_OVER')?.on ?? null,
    disclosed: answer && (answer.outcome === 'DISCLOSED' || answer.outcome === 'PARTLY_REFUSED') ? request.ref : null,
  };
  if (request.ref === null) return view;
  return asking.ledger.holdRow(view, { ref: request.ref, body: request.body, argument: null });
}

/** The entry of 媒体管理簿 for paper that was made or handed over: it stands or falls with the step. */
function mediumOf(
  { grant, now }: Asking,
  { body, number: inBook, steps }: DisclosureRequest,
  taken: DisclosureStep,
  key: string,
): MediumEntry | null {
  if (taken.kind !== 'PRINTED' && taken.kind !== 'HANDED_OVER') return null;
  const number = receptionNumber({ body, number: inBook });
  const printed = steps.findLast((step) => step.kind === 'PRINTED');
  return {
    body,
    key: `disclosure:${number}:${key}`,
    medium: `disclosure:${number}`,
    act: taken.kind,
    kind: 'PAPER',
    content: 'disclosure-answer',
    purpose: grant.purpose,
    case: number,
    subjects: 1,
    sha256: taken.kind === 'PRINTED' ? taken.sha256 : printed?.kind === 'PRINTED' ? printed.sha256 : null,
    place: taken.kind === 'PRINTED' ? 'counter' : 'requester',
    operator: grant.actor.operator,
    agency: grant.actor.agency,
    secondPerson: null,
    enteredAt: now,
    dueAt: null,
    request: grant.request,
  };
}

function refused(refusal: DisclosureRefusal): DisclosureResult {
  return { request: null, refusal };
}
