import type { ItemId, LegalDate, Purpose } from '@juki/legal-basis';
import { contains } from '@juki/legal-basis';
import type { Coordinate } from '@juki/schema-directives';
import type { GraphQLSchema } from 'graphql';
import { createView, type PolicyParts } from '../create-policy.ts';
import type { PurposeView, Ruling } from '../ruling.ts';
import { counterexample } from './counterexample.ts';
import { derive } from './derive.ts';
import { spans } from './spans.ts';

/** A ruling that the catalogue does not bear out, with a query that shows it. */
export interface Fault {
  readonly purpose: string;
  readonly date: LegalDate;
  readonly ordinance: boolean;
  readonly coordinate: Coordinate;
  readonly what: string;
  readonly query: string;
}

/** What was walked, and what was found. The proof holds if `faults` is empty. */
export interface Proof {
  readonly purposes: number;
  readonly spans: number;
  readonly rulings: number;
  readonly faults: readonly Fault[];
  /** Items that a purpose is granted today but that the graph offers nowhere to it: no fault, but worth a look. */
  readonly unserved: readonly { readonly purpose: string; readonly items: readonly ItemId[] }[];
}

/** What is proved: a policy, on the schema that it rules. */
export interface ProveQuestion {
  readonly policy: PolicyParts;
  readonly schema: GraphQLSchema;
}

/**
 * Walks every purpose × span × coordinate, with and without ordinance: `juki policy prove`. Each ruling must agree with
 * the second derivation; what is open must rest on provisions of the purpose's own grants in force that day; and the
 * items reached must be those that the catalogue grants, and none that its row excludes.
 */
export function prove({ policy, schema }: ProveQuestion): Proof {
  const faults: Fault[] = [];
  const unserved: { purpose: string; items: readonly ItemId[] }[] = [];
  let walked = 0;
  let rulings = 0;

  for (const purpose of policy.catalogue.purposes.values()) {
    const linked = purpose.secondHop === null ? undefined : policy.catalogue.purposes.get(purpose.secondHop);
    const days = spans(policy.catalogue, purpose, linked);
    const depends = [...purpose.grants, ...(linked?.grants ?? [])].some(({ ordinance }) => ordinance);
    let missing: readonly ItemId[] = [];
    for (const { day } of days) {
      walked += 1;
      for (const ordinance of depends ? [false, true] : [false]) {
        missing = walk(createView(policy, purpose, day, ordinance), linked);
      }
    }
    if (missing.length > 0) unserved.push({ purpose: purpose.id, items: missing });
  }
  return { purposes: policy.catalogue.purposes.size, spans: walked, rulings, faults, unserved };

  function walk(view: PurposeView, linked: Purpose | undefined): readonly ItemId[] {
    const { purpose, date, ordinance } = view;
    const stated = basis(purpose, date, ordinance);
    // Nothing of it stands while the purpose that leads there does not.
    const behind = linked && contains(purpose.inForce, date) ? basis(linked, date, ordinance) : nothing(purpose);
    const reached = new Set<ItemId>();
    for (const coordinate of policy.ruleBook.coordinates) {
      rulings += 1;
      const ruling = view.ruling(coordinate);
      const fault = (what: string) =>
        faults.push({
          purpose: purpose.id,
          date,
          ordinance,
          coordinate,
          what,
          query: counterexample(schema, coordinate),
        });
      const requirements = policy.ruleBook.requirements(coordinate);
      const implementations = policy.ruleBook.implementations(coordinate);
      const isBehind =
        policy.ruleBook.isSecondHop(coordinate) && !requirements.every(({ kind }) => kind === 'structural');
      const on = isBehind ? behind : stated;
      const { derived } = on;
      const own = derived(requirements);
      const expected =
        own &&
        (implementations.length === 0 || implementations.some((at) => derived(policy.ruleBook.requirements(at))));
      if (ruling.permitted !== expected) fault(`ruled ${word(ruling.permitted)}, derived ${word(expected)}`);
      if (!ruling.permitted) continue;
      for (const what of unfounded(policy, { purpose: on.purpose, date, ordinance }, ruling)) fault(what);
      for (const requirement of requirements) {
        if (requirement.kind !== 'ruled' || requirement.item === null) continue;
        if (!isBehind) reached.add(requirement.item);
        if (!on.granted.has(requirement.item)) fault(`gives ${requirement.item}, which no grant in force gives`);
      }
    }
    return [...stated.granted].filter((item) => !reached.has(item));
  }

  function basis(purpose: Purpose, date: LegalDate, ordinance: boolean) {
    const derived = derive(policy.catalogue, purpose, date, ordinance);
    return { purpose, derived, granted: grantedItems(policy, { purpose, date, ordinance }) };
  }

  /** Behind a second hop that is not there, everything is closed. */
  function nothing(purpose: Purpose) {
    return { purpose, derived: () => false, granted: new Set<ItemId>() };
  }
}

type Walked = Pick<PurposeView, 'purpose' | 'date' | 'ordinance'>;

/** Grounds of an open ruling that do not bear it. */
function unfounded(policy: PolicyParts, view: Walked, ruling: Ruling & { readonly permitted: true }): string[] {
  if (ruling.structural) return [];
  if (ruling.provisions.length === 0) return ['open without a provision'];
  return ruling.provisions.flatMap((id) => {
    const provision = policy.catalogue.provisions.get(id);
    const grants = view.purpose.grants.filter(
      (grant) => grant.provision === id && contains(grant.inForce, view.date) && (view.ordinance || !grant.ordinance),
    );
    const stands = provision?.kind === 'permission' && contains(provision.inForce, view.date) && grants.length > 0;
    return stands ? [] : [`rests on ${id}, which does not open it on that day`];
  });
}

/** The items that the grants of a purpose give on a day; what a row excludes, its own provision cannot give. */
function grantedItems(policy: PolicyParts, { purpose, date, ordinance }: Walked): ReadonlySet<ItemId> {
  const items = new Set<ItemId>();
  if (!contains(purpose.inForce, date)) return items;
  for (const grant of purpose.grants) {
    const provision = policy.catalogue.provisions.get(grant.provision);
    if (!provision || !contains(provision.inForce, date) || !contains(grant.inForce, date)) continue;
    if (grant.ordinance && !ordinance) continue;
    for (const item of grant.items) if (!excludes(purpose, grant.provision, item)) items.add(item);
  }
  return items;
}

function excludes(purpose: Purpose, provision: string, item: ItemId): boolean {
  const [row] = purpose.grants;
  return purpose.table !== null && row?.provision === provision && purpose.row.excludedItems.includes(item);
}

function word(permitted: boolean): string {
  return permitted ? 'open' : 'closed';
}
