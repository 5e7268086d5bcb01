import { unreachable } from '@juki/errors';
import type { DisclosureRefusal, DisclosureStanding, DisclosureStep } from './disclosure.ts';
import { dueOn } from './legal-days.ts';

/** What a request is now. The first step is its reception. */
export function standingOf(receivedOn: string, steps: readonly DisclosureStep[]): DisclosureStanding {
  let standing: DisclosureStanding = { state: 'RECEIVED', dueOn: dueOn(receivedOn), answer: null };
  for (const step of steps) standing = after(standing, step);
  return standing;
}

function after(standing: DisclosureStanding, step: DisclosureStep): DisclosureStanding {
  switch (step.kind) {
    case 'RECEIVED':
      return standing;
    case 'EXTENDED':
      return { ...standing, state: 'EXTENDED', dueOn: step.dueOn };
    case 'ANSWERED':
      return { ...standing, state: 'ANSWERED', answer: step };
    case 'PRINTED':
    case 'HANDED_OVER':
      return { ...standing, state: step.kind };
    default:
      return unreachable(step);
  }
}

/** Whether the period has passed without an answer. */
export function isOverdue({ answer, dueOn: due }: DisclosureStanding, today: string): boolean {
  return answer === null && today > due;
}

/**
 * Whether a step may be taken now, or why not. An extension is given once, with its reason and a later day, and only while
 * the period runs (30条の33第2項: 「同項に規定する期間内に…通知」).
 */
export function refusalOf(standing: DisclosureStanding, step: DisclosureStep): DisclosureRefusal | null {
  const { state, answer } = standing;
  switch (step.kind) {
    case 'RECEIVED':
      return null;
    case 'EXTENDED':
      if (answer) return 'ALREADY_ANSWERED';
      if (state === 'EXTENDED') return 'ALREADY_EXTENDED';
      if (step.reason.trim() === '') return 'REASON_MISSING';
      if (step.on > standing.dueOn) return 'EXTENSION_TOO_LATE';
      return step.dueOn > standing.dueOn ? null : 'EXTENSION_NOT_LATER';
    case 'ANSWERED':
      if (answer) return 'ALREADY_ANSWERED';
      return needsGround(step) && step.ground === null ? 'GROUND_MISSING' : null;
    case 'PRINTED':
      if (!answer) return 'NOT_ANSWERED_YET';
      return state === 'HANDED_OVER' ? 'ALREADY_HANDED_OVER' : null;
    case 'HANDED_OVER':
      if (!answer) return 'NOT_ANSWERED_YET';
      if (state === 'HANDED_OVER') return 'ALREADY_HANDED_OVER';
      return state === 'PRINTED' ? null : 'NOT_PRINTED_YET';
    default:
      return unreachable(step);
  }
}

function needsGround({ outcome }: Extract<DisclosureStep, { kind: 'ANSWERED' }>): boolean {
  return outcome === 'REFUSED' || outcome === 'PARTLY_REFUSED';
}
