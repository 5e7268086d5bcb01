import { unreachable } from '@juki/errors';

/** What the investigation at the municipality came to. */
export type CorrectionOutcome = 'CORRECTED' | 'NOT_CORRECTED';

/** The items of 本人確認情報 whose correction can be asked for; numbers have procedures of their own. */
export const correctableItems = [
  'name',
  'nameKana',
  'formerSurname',
  'formerSurnameKana',
  'alias',
  'birthDate',
  'sex',
  'address',
] as const;

/** One of {@link correctableItems}. */
export type CorrectableItem = (typeof correctableItems)[number];

/** 訂正、追加又は削除: `wanted` is what should stand there; `null` asks for deletion. */
export interface WantedCorrection {
  readonly item: CorrectableItem;
  readonly wanted: string | null;
}

/** One step of a correction. The prefecture has none by which a record changes: it asks, waits and answers. */
export type CorrectionStep = { readonly at: number; readonly on: string } & (
  | { readonly kind: 'RECEIVED' }
  /** The CS of the municipality has taken it over. */
  | { readonly kind: 'TAKEN' }
  /** The municipality has investigated (遅滞なく調査, 30条の35). */
  | {
      readonly kind: 'REPORTED';
      readonly outcome: CorrectionOutcome;
      readonly reason: string;
      /** Id of the change event that corrected the record; `null` where nothing was corrected. */
      readonly event: string | null;
    }
  | { readonly kind: 'ANSWERED'; readonly documentNumber: string }
);

/** Where a correction stands. */
export type CorrectionState = CorrectionStep['kind'];

/** A correction as it stands. */
export interface CorrectionStanding {
  readonly state: CorrectionState;
  readonly report: Extract<CorrectionStep, { kind: 'REPORTED' }> | null;
  readonly documentNumber: string | null;
}

/** Why a step of a correction is refused. */
export type CorrectionRefusal =
  | 'UNKNOWN_REQUEST'
  | 'KEY_USED_OTHERWISE'
  | 'NOT_DISCLOSED_BEFORE'
  | 'NOTHING_WANTED'
  | 'REASON_MISSING'
  | 'NOT_TAKEN_YET'
  | 'ALREADY_REPORTED'
  | 'NOT_REPORTED_YET'
  | 'CHANGE_NOT_ARRIVED'
  | 'ALREADY_ANSWERED';

/** What a correction is now. */
export function correctionStanding(steps: readonly CorrectionStep[]): CorrectionStanding {
  let standing: CorrectionStanding = { state: 'RECEIVED', report: null, documentNumber: null };
  for (const step of steps) {
    standing = {
      state: step.kind,
      report: step.kind === 'REPORTED' ? step : standing.report,
      documentNumber: step.kind === 'ANSWERED' ? step.documentNumber : standing.documentNumber,
    };
  }
  return standing;
}

/** Whether a step of a correction may be taken now, or why not. */
export function correctionRefusal(standing: CorrectionStanding, step: CorrectionStep): CorrectionRefusal | null {
  const { state, report } = standing;
  switch (step.kind) {
    case 'RECEIVED':
    case 'TAKEN':
      return report ? 'ALREADY_REPORTED' : null;
    case 'REPORTED':
      if (report) return 'ALREADY_REPORTED';
      if (step.outcome === 'NOT_CORRECTED' && step.reason.trim() === '') return 'REASON_MISSING';
      return state === 'RECEIVED' ? 'NOT_TAKEN_YET' : null;
    case 'ANSWERED':
      if (state === 'ANSWERED') return 'ALREADY_ANSWERED';
      return report ? null : 'NOT_REPORTED_YET';
    default:
      return unreachable(step);
  }
}
