import type pg from 'pg';
import type { CorrectionOutcome } from '../rules/correction.ts';
import { type Asking, today } from '../tier/asking.ts';
import { addStep, fingerprintOf } from '../tier/step-repository.ts';
import { type CorrectionCase, caseSteps, casesOf, decisionIn, isRegistered } from './correction-case-repository.ts';

/** Why a decision is refused. */
export type CaseRefusal =
  | 'UNKNOWN_REQUEST'
  | 'KEY_USED_OTHERWISE'
  | 'ALREADY_DECIDED'
  | 'REASON_MISSING'
  | 'EVENT_MISSING'
  | 'EVENT_NOT_REGISTERED';

/** The result of an investigation (調査). */
export interface CaseDecisionInput {
  readonly key: string;
  readonly origin: string;
  readonly number: string;
  readonly outcome: CorrectionOutcome;
  readonly reason?: string | null;
  /** Id of the change event that corrected the 住民票. */
  readonly event?: string | null;
}

/** What a decision came to. */
export interface CaseResult {
  readonly correction: CorrectionCase | null;
  readonly refusal: CaseRefusal | null;
}

/** The cases of a municipality, for the clerk who investigates. */
export interface CorrectionCases {
  list(asking: Asking): Promise<readonly CorrectionCase[]>;
  decide(asking: Asking, input: CaseDecisionInput): Promise<CaseResult>;
}

/**
 * Makes the clerk's desk (住民基本台帳法30条の35, 14条). A record is corrected by the registry system, which registers a change;
 * the clerk then names that change here, and a change that is not there, or is another person's, is no correction.
 * `onDecided`: the answer may go back.
 */
export function createCorrectionCases({
  writer,
  onSeen,
  onDecided,
}: {
  readonly writer: pg.Pool;
  readonly onSeen: () => void;
  readonly onDecided: () => void;
}): CorrectionCases {
  const refused = (refusal: CaseRefusal): CaseResult => ({ correction: null, refusal });
  return {
    async list(asking) {
      const municipality = municipalityOf(asking);
      if (municipality === null) return [];
      // Who looks wants the newest: the CS asks the tiers above now and not at its next round.
      onSeen();
      return (await casesOf(writer, municipality)).map((found) => shown(asking, found));
    },
    async decide(asking, input) {
      const municipality = municipalityOf(asking);
      const { key, origin, number, outcome } = input;
      const reason = input.reason?.trim() ?? '';
      const event = input.event ?? null;
      const find = async () =>
        municipality === null
          ? undefined
          : (await casesOf(writer, municipality)).find((one) => one.origin === origin && one.number === number);
      const found = await find();
      if (!found) return refused('UNKNOWN_REQUEST');
      if (outcome === 'NOT_CORRECTED' && reason === '') return refused('REASON_MISSING');
      if (outcome === 'CORRECTED' && event === null) return refused('EVENT_MISSING');
      if (outcome === 'CORRECTED' && event !== null && !(await isRegistered(writer, found, event))) {
        return refused('EVENT_NOT_REGISTERED');
      }
      const taken = await addStep<CaseRefusal>(
        writer,
        caseSteps,
        [found.municipality, origin, number],
        {
          key,
          fingerprint: fingerprintOf(input),
          kind: 'DECIDED',
          on: today(asking),
          at: asking.now,
          by: asking.grant.actor.operator,
          particulars: { outcome, reason, event: outcome === 'CORRECTED' ? event : null },
        },
        (steps) => (decisionIn(steps) ? 'ALREADY_DECIDED' : null),
      );
      if ('refusal' in taken) return refused(taken.refusal);
      onDecided();
      const now = await find();
      return { correction: now ? shown(asking, now) : null, refusal: null };
    },
  };
}

function municipalityOf({ grant }: Asking): string | null {
  return grant.scope.reach === 'own-municipality' ? grant.scope.municipality : null;
}

function shown({ ledger }: Asking, found: CorrectionCase): CorrectionCase {
  const holding = { ref: found.ref, body: found.municipality, argument: null };
  for (const one of found.wanted) ledger.holdPerson(one, holding);
  return ledger.holdRow({ ...found }, holding);
}
