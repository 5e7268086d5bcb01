import type { Provision, ProvisionId } from './provision.ts';

/** Which provisions contain which. The parents decide: `juki-30-15-2art` is another article than `juki-30-15`. */
export interface ProvisionTree {
  /** Whether `required` is `held` or contains it. Unknown ids cover nothing, themselves included. */
  readonly covers: (required: ProvisionId, held: ProvisionId) => boolean;
}

/** Builds the tree of provisions whose parents are known and run in no circle. */
export function createProvisionTree(provisions: ReadonlyMap<ProvisionId, Provision>): ProvisionTree {
  const containing = new Map<ProvisionId, ReadonlySet<ProvisionId>>();
  const gather = (provision: Provision): ReadonlySet<ProvisionId> => {
    const known = containing.get(provision.id);
    if (known !== undefined) return known;
    const parent = provision.parent === null ? undefined : provisions.get(provision.parent);
    const found = new Set([provision.id, ...(parent === undefined ? [] : gather(parent))]);
    containing.set(provision.id, found);
    return found;
  };
  for (const provision of provisions.values()) gather(provision);
  return { covers: (required, held) => containing.get(held)?.has(required) ?? false };
}
