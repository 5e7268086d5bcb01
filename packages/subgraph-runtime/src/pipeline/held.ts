import { JukiError } from '@juki/errors';
import type { Grant } from '@juki/grants';
import { legalDateAt } from '@juki/legal-basis';
import type { Policy } from '../policy.ts';
import type { Attested } from './attested.ts';

const held: unique symbol = Symbol('held');

/** A request whose grant claims no more than this tier's own copy of the law opens to the purpose. */
export interface Held extends Attested {
  readonly [held]: true;
}

/** What the stage needs. `structural`: coordinates without personal data, open to every purpose. */
export interface HoldStage {
  readonly policy: Policy;
  readonly structural: ReadonlySet<string>;
  readonly clock: () => number;
}

/** A decision is used at once; an older one could have been taken under another law. */
const longestDecisionAge = 5 * 60 * 1000;

/**
 * Holds the grant against the matrix of the snapshot: each coordinate, the scope, and the day, which must be that of the
 * decision. Errors: `GRANT_EXCEEDED`.
 */
export function holdGrant({ policy, structural, clock }: HoldStage, request: Attested): Held {
  const { grant } = request;
  const { purpose, secondHopOf, date, ordinances, scope } = grant;
  if (!isOfToday(grant, clock())) throw exceeded('its decision is not of now');
  if (!policy.reaches({ purpose, secondHopOf, agency: grant.actor.agency, scope }))
    throw exceeded('the purpose has another reach');
  for (const coordinate of grant.coordinates) {
    if (structural.has(coordinate)) continue;
    if (!policy.permits({ purpose, secondHopOf, coordinate, date, ordinances }))
      throw exceeded('the purpose does not open it');
  }
  return { ...request, [held]: true };
}

function isOfToday({ date, decidedAt }: Grant, now: number): boolean {
  return legalDateAt(decidedAt) === date && Math.abs(now - decidedAt) <= longestDecisionAge;
}

function exceeded(why: string): JukiError {
  return new JukiError('GRANT_EXCEEDED', `The grant claims more than the law gives: ${why}.`);
}
