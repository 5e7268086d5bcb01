import type { ItemId, ProvisionId } from '@juki/legal-basis';
import type { Requirement } from '@juki/schema-directives';
import type { Grounds } from './grounds.ts';
import { type WithheldReason, withheldReasons } from './ruling.ts';

/** Whether a requirement is met: with what, or why not and for want of what. */
export type Judgement =
  | { readonly met: true; readonly structural: boolean; readonly provisions: readonly ProvisionId[] }
  | { readonly met: false; readonly reason: WithheldReason; readonly provisions: readonly ProvisionId[] };

/**
 * Judges one requirement. A prohibition wins over every permission; then any one alternative suffices. Of alternatives
 * that all fail the one nearest to what the purpose rests on is named: that is what its holder would have to obtain.
 */
export function judge(requirement: Requirement, grounds: Grounds): Judgement {
  switch (requirement.kind) {
    case 'structural':
      return { met: true, structural: true, provisions: [] };
    case 'unruled':
      return unruled;
    case 'ruled': {
      const { item } = requirement;
      const prohibitions = item === null ? [] : grounds.prohibitions(item);
      if (prohibitions.length > 0) return { met: false, reason: 'PROHIBITED', provisions: prohibitions };
      const attempts = requirement.alternatives.map((provisions) => attempt(provisions, item, grounds));
      const best = attempts.find(({ judgement }) => judgement.met) ?? attempts.toSorted(byNearness)[0];
      return best?.judgement ?? unruled;
    }
  }
}

/** The graver of two reasons: what {@link withheldReasons} lists later. */
export function graver(one: WithheldReason, other: WithheldReason): WithheldReason {
  return withheldReasons.indexOf(one) >= withheldReasons.indexOf(other) ? one : other;
}

const unruled: Judgement = { met: false, reason: 'UNRULED', provisions: [] };

interface Attempt {
  readonly judgement: Judgement;
  /** How many of the provisions the purpose names at all, in force or not. */
  readonly named: number;
}

function attempt(required: readonly ProvisionId[], item: ItemId | null, grounds: Grounds): Attempt {
  const supports = required.map((provision) => ({ provision, ...grounds.support(provision) }));
  const missing = supports.flatMap((it) => (it.grants === null ? [it] : []));
  const named = supports.length - missing.filter(({ reason }) => reason === 'NO_BASIS_FOR_PURPOSE').length;
  const fail = (reason: WithheldReason, provisions: readonly ProvisionId[]): Attempt => ({
    judgement: { met: false, reason, provisions },
    named,
  });

  // "All of none" would be open to everybody. The reader of rules refuses such an application; so does the judge.
  if (required.length === 0) return fail('UNRULED', []);
  if (missing.length > 0) {
    const reason = missing.map((it) => it.reason).reduce(graver);
    return fail(
      reason,
      missing.map(({ provision }) => provision),
    );
  }
  if (item !== null && !grounds.held(item)) return fail('NOT_IN_FORCE', required);

  const gives = (grant: { readonly items: readonly ItemId[] }) => item === null || grant.items.includes(item);
  const relied = supports.flatMap(({ grants }) => grants?.find(gives) ?? grants?.[0] ?? []);
  if (!relied.some(gives)) return fail('ITEM_NOT_GRANTED', required);
  return { judgement: { met: true, structural: false, provisions: relied.map(({ provision }) => provision) }, named };
}

function byNearness(one: Attempt, other: Attempt): number {
  if (one.judgement.met || other.judgement.met) return 0;
  const gravity = (reason: WithheldReason) => withheldReasons.indexOf(reason);
  return (
    other.named - one.named ||
    one.judgement.provisions.length - other.judgement.provisions.length ||
    gravity(one.judgement.reason) - gravity(other.judgement.reason)
  );
}
