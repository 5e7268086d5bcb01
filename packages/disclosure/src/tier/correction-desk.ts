import type { Bodies } from '@juki/subgraph-runtime';
import type pg from 'pg';
import {
  type CorrectableItem,
  type CorrectionOutcome,
  type CorrectionRefusal,
  type CorrectionStep,
  correctionRefusal,
  correctionStanding,
  type WantedCorrection,
} from '../rules/correction.ts';
import { standingOf } from '../rules/standing.ts';
import { type Asker, type Asking, askerOf, today } from './asking.ts';
import {
  type CorrectionRequest,
  type CorrectionScope,
  correctionStep,
  correctionSteps,
  correctionsIn,
  receiveCorrection,
} from './correction-repository.ts';
import type { StepInput } from './disclosure-desk.ts';
import { type DisclosureScope, disclosuresIn } from './disclosure-repository.ts';
import { parseReceptionNumber, receptionNumber } from './reception-number.ts';
import { addStep, fingerprintOf } from './step-repository.ts';

/** A correction as the graph shows it. */
export interface CorrectionView {
  readonly body: string;
  readonly number: string;
  readonly disclosure: string;
  readonly municipality: string;
  readonly wanted: readonly WantedCorrection[];
  readonly reason: string;
  readonly receivedOn: string;
  readonly state: string;
  readonly outcome: CorrectionOutcome | null;
  readonly outcomeReason: string | null;
  readonly documentNumber: string | null;
  readonly ref: string;
}

/** What every mutation of a correction answers. */
export interface CorrectionResult {
  readonly correction: CorrectionView | null;
  readonly refusal: CorrectionRefusal | null;
}

/** 訂正等の申出. */
export interface CorrectionInput {
  readonly key: string;
  readonly disclosure: string;
  readonly wanted: readonly { readonly item: CorrectableItem; readonly wanted?: string | null }[];
  readonly reason: string;
}

/** What the municipality found. */
export interface ReportInput extends StepInput {
  readonly outcome: CorrectionOutcome;
  readonly reason?: string | null;
  readonly event?: string | null;
}

/** The desk at which corrections are received, handed to the municipality, and answered. It changes no record. */
export interface CorrectionDesk {
  list(asking: Asking): Promise<readonly CorrectionView[]>;
  receive(asking: Asking, input: CorrectionInput): Promise<CorrectionResult>;
  taken(asking: Asking, input: StepInput): Promise<CorrectionResult>;
  report(asking: Asking, input: ReportInput): Promise<CorrectionResult>;
  answer(asking: Asking, input: StepInput): Promise<CorrectionResult>;
}

/**
 * Makes the desk for corrections (住民基本台帳法30条の35). The governor and the agency cannot correct by themselves: the
 * municipality investigates, a change arrives as a notification (30条の6, 30条の7), and only then is it answered as corrected.
 */
export function createCorrectionDesk({
  writer,
  bodies,
}: {
  readonly writer: pg.Pool;
  readonly bodies: Bodies;
}): CorrectionDesk {
  function scopeOf(asker: Asker): CorrectionScope | null {
    switch (asker.as) {
      case 'staff':
        return { of: 'body', body: asker.body };
      case 'municipality':
        return { of: 'municipality', body: asker.body, municipality: asker.municipality };
      default:
        return asker.person && { of: 'person', bodies: bodies.all, ref: asker.person.ref };
    }
  }

  async function step(
    asking: Asking,
    asker: Asker,
    input: StepInput,
    taken: CorrectionStep,
    further: (request: CorrectionRequest) => Promise<CorrectionRefusal | null> = async () => null,
  ): Promise<CorrectionResult> {
    const scope = scopeOf(asker);
    const reception = parseReceptionNumber(input.number);
    const [request] = scope && reception ? await correctionsIn(writer, scope, reception) : [];
    if (!scope || !request) return refused('UNKNOWN_REQUEST');
    const doubt = await further(request);
    if (doubt) return refused(doubt);
    const { kind, on, at, ...particulars } = taken;
    const outcome = await addStep<CorrectionRefusal>(
      writer,
      correctionSteps,
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
      (steps) => correctionRefusal(correctionStanding(steps.map(correctionStep)), taken),
    );
    if ('refusal' in outcome) return refused(outcome.refusal);
    const [now] = await correctionsIn(writer, scope, request);
    return { correction: now ? shown(asking, now) : null, refusal: null };
  }

  const when = (asking: Asking) => ({ at: asking.now, on: today(asking) });

  return {
    async list(asking) {
      const asker = await askerOf(asking, bodies);
      const scope = scopeOf(asker);
      const found = scope ? await correctionsIn(writer, scope) : [];
      // A municipality is shown what it has to investigate, and nothing of what it has done.
      const open = asker.as === 'municipality' ? found.filter(isOpen) : found;
      return open.map((request) => shown(asking, request));
    },
    async receive(asking, input) {
      const asker = await askerOf(asking, bodies);
      if (asker.as === 'municipality') return refused('UNKNOWN_REQUEST');
      const wanted = input.wanted.map(({ item, wanted: value = null }) => ({ item, wanted: value }));
      if (wanted.length === 0) return refused('NOTHING_WANTED');
      if (input.reason.trim() === '') return refused('REASON_MISSING');
      const asked = parseReceptionNumber(input.disclosure);
      const within: DisclosureScope =
        asker.as === 'staff'
          ? { of: 'body', body: asker.body }
          : { of: 'person', bodies: bodies.all, ref: asker.person?.ref ?? null, operator: asker.operator };
      const [disclosure] = asked ? await disclosuresIn(writer, within, asked) : [];
      const { ref = null, receivedOn, steps = [], body, number } = disclosure ?? {};
      const answer = receivedOn === undefined ? null : standingOf(receivedOn, steps).answer;
      const disclosed = answer?.outcome === 'DISCLOSED' || answer?.outcome === 'PARTLY_REFUSED';
      if (ref === null || body === undefined || number === undefined || !disclosed)
        return refused('NOT_DISCLOSED_BEFORE');
      const person = asking.records.person(ref);
      const record = person && (await asking.records.current(person));
      if (!record) return refused('NOT_DISCLOSED_BEFORE');
      const received = await receiveCorrection(writer, {
        body,
        key: input.key,
        fingerprint: fingerprintOf(input),
        disclosure: number,
        municipality: record.municipalityCode,
        ref,
        wanted,
        reason: input.reason,
        receivedOn: today(asking),
        receivedAt: asking.now,
        receivedBy: asking.grant.actor.operator,
      });
      if ('refusal' in received) return refused(received.refusal);
      const [now] = await correctionsIn(writer, { of: 'body', body }, { body, number: received.number });
      return { correction: now ? shown(asking, now) : null, refusal: null };
    },
    async taken(asking, input) {
      const asker = await askerOf(asking, bodies);
      if (asker.as !== 'municipality') return refused('UNKNOWN_REQUEST');
      return step(asking, asker, input, { ...when(asking), kind: 'TAKEN' });
    },
    async report(asking, input) {
      const asker = await askerOf(asking, bodies);
      if (asker.as !== 'municipality') return refused('UNKNOWN_REQUEST');
      const { outcome, reason, event } = input;
      return step(asking, asker, input, {
        ...when(asking),
        kind: 'REPORTED',
        outcome,
        reason: reason ?? '',
        event: event ?? null,
      });
    },
    async answer(asking, input) {
      const asker = await askerOf(asking, bodies);
      if (asker.as !== 'staff') return refused('UNKNOWN_REQUEST');
      return step(
        asking,
        asker,
        input,
        { ...when(asking), kind: 'ANSWERED', documentNumber: input.number },
        async (request) => {
          const { report } = correctionStanding(request.steps);
          if (report?.outcome !== 'CORRECTED') return null;
          return (await hasChangedSince(asking, request)) ? null : 'CHANGE_NOT_ARRIVED';
        },
      );
    },
  };
}

function isOpen({ steps }: CorrectionRequest): boolean {
  return correctionStanding(steps).report === null;
}

/** Whether a notification has changed the file since the request: the row of that day is history now. */
async function hasChangedSince({ records }: Asking, { ref, receivedOn }: CorrectionRequest): Promise<boolean> {
  const person = records.person(ref);
  const record = person && (await records.current(person));
  if (!record) return false;
  const [latest] = await records.history(record);
  return latest !== undefined && latest.supersededOn !== null && latest.supersededOn >= receivedOn;
}

function shown(asking: Asking, request: CorrectionRequest): CorrectionView {
  const { state, report, documentNumber } = correctionStanding(request.steps);
  const { body, disclosure, municipality, wanted, reason, receivedOn, ref } = request;
  const holding = { ref, body, argument: null };
  for (const one of wanted) asking.ledger.holdPerson(one, holding);
  return asking.ledger.holdRow(
    {
      body,
      number: receptionNumber(request),
      disclosure: receptionNumber({ body, number: disclosure }),
      municipality,
      wanted,
      reason,
      receivedOn,
      ref,
      state,
      outcome: report?.outcome ?? null,
      outcomeReason: report?.reason ?? null,
      documentNumber,
    },
    holding,
  );
}

function refused(refusal: CorrectionRefusal): CorrectionResult {
  return { correction: null, refusal };
}
