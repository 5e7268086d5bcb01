import {
  type Catalogue,
  contains,
  type ItemId,
  type LegalDate,
  type ProvisionId,
  type Purpose,
} from '@juki/legal-basis';
import type { Requirement } from '@juki/schema-directives';

/** Says whether requirements are all met. */
export type Derivation = (requirements: readonly Requirement[]) => boolean;

/**
 * Derives from the catalogue what a purpose opens, the other way round: from its grants upwards through the tree to the
 * set of provisions that are satisfied, and for each item the set that is satisfied with that item. It shares no code
 * with the ruling, and reads prohibitions from the provisions themselves, so that the proof compares two derivations.
 */
export function derive(catalogue: Catalogue, purpose: Purpose, date: LegalDate, ordinance: boolean): Derivation {
  const satisfied = new Set<ProvisionId>();
  const giving = new Map<ItemId, Set<ProvisionId>>();
  for (const grant of contains(purpose.inForce, date) ? purpose.grants : []) {
    const held = catalogue.provisions.get(grant.provision);
    if (held?.kind !== 'permission' || (grant.ordinance && !ordinance)) continue;
    if (!contains(grant.inForce, date) || !contains(held.inForce, date)) continue;
    for (let at = held.id, up = held.parent; ; ) {
      satisfied.add(at);
      for (const item of grant.items) giving.set(item, (giving.get(item) ?? new Set()).add(at));
      if (up === null) break;
      at = up;
      up = catalogue.provisions.get(up)?.parent ?? null;
    }
  }
  const prohibited = new Set<ItemId>();
  for (const { kind, binds, inForce, items } of catalogue.provisions.values()) {
    const concerned = kind === 'prohibition' && (binds === 'all' || binds.includes(purpose.id));
    if (concerned && contains(inForce, date)) for (const item of items) prohibited.add(item);
  }

  const isHeld = (item: ItemId) => {
    const entry = catalogue.items.get(item);
    return entry !== undefined && contains(entry.inForce, date);
  };
  const isMet = (requirement: Requirement) => {
    if (requirement.kind !== 'ruled') return requirement.kind === 'structural';
    const { item, alternatives } = requirement;
    if (item !== null && (prohibited.has(item) || !isHeld(item))) return false;
    return alternatives.some(
      (all) =>
        all.length > 0 &&
        all.every((id) => satisfied.has(id)) &&
        (item === null || all.some((id) => giving.get(item)?.has(id))),
    );
  };
  const derived = new Map<readonly Requirement[], boolean>();
  return (requirements) => {
    const known = derived.get(requirements) ?? (requirements.length > 0 && requirements.every(isMet));
    derived.set(requirements, known);
    return known;
  };
}
