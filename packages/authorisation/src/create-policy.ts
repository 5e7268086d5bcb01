import { type Catalogue, contains, type LegalDate, type ProvisionId, type Purpose } from '@juki/legal-basis';
import type { Coordinate, Requirement, RuleBook } from '@juki/schema-directives';
import { BoundedMap } from './bounded-map.ts';
import { grounds } from './grounds.ts';
import { graver, type Judgement, judge } from './judge.ts';
import type { Facts, PurposeView, Ruling } from './ruling.ts';

/** What a policy is made of. */
export interface PolicyParts {
  readonly ruleBook: RuleBook;
  readonly catalogue: Catalogue;
  /** Hash that names the snapshot of supergraph and catalogue. */
  readonly snapshot: string;
}

/** Which purpose, on which day (in Asia/Tokyo), stated by whom. */
export interface ViewQuestion {
  readonly purpose: Purpose;
  readonly date: LegalDate;
  readonly facts: Facts;
  /** `false`: the caller may not go on to the second hop, whatever the catalogue links. */
  readonly secondHop?: boolean;
}

/** Rules and catalogue together: what every purpose permits on every day. */
export interface Policy extends PolicyParts {
  /** The same question gives the same view, by reference, while it is remembered. */
  view(question: ViewQuestion): PurposeView;
}

/** Views in memory at once: every purpose of the catalogue on a few days. */
const rememberedViews = 4096;

/** Makes a policy. Pure: the day comes in as an argument, so every question can be asked as of any day. */
export function createPolicy(parts: PolicyParts): Policy {
  const views = new BoundedMap<string, PurposeView>(rememberedViews);
  return {
    ...parts,
    view({ purpose, date, facts, secondHop = true }) {
      const ordinance = facts.ordinances.has(purpose.id);
      const hop = secondHop && purpose.secondHop !== null ? facts.ordinances.has(purpose.secondHop) : null;
      const key = JSON.stringify([purpose.id, date, ordinance, hop]);
      return views.remember(key, () => createView(parts, purpose, date, ordinance, hop));
    },
  };
}

/**
 * One purpose on one day, unremembered: for walks over the whole catalogue. What stands behind a second hop is ruled under
 * the linked purpose and under nothing else. `hop`: whether that one's ordinance is on file; `null`: no second hop.
 */
export function createView(
  parts: PolicyParts,
  purpose: Purpose,
  date: LegalDate,
  ordinance: boolean,
  hop: boolean | null = ordinance,
): PurposeView {
  const { ruleBook, catalogue, snapshot } = parts;
  const stated = createRulings(parts, purpose, date, ordinance);
  const linked = purpose.secondHop === null || hop === null ? undefined : catalogue.purpose(purpose.secondHop);
  const secondHop = linked && contains(purpose.inForce, date) ? { purpose: linked, ordinance: hop === true } : null;
  const behind = secondHop && createRulings(parts, secondHop.purpose, date, secondHop.ordinance);

  function isSecondHop(coordinate: Coordinate): boolean {
    if (!ruleBook.isSecondHop(coordinate)) return false;
    const own = stated(coordinate);
    return !(own.permitted && own.structural);
  }

  return {
    purpose,
    date,
    ordinance,
    snapshot,
    secondHop,
    isSecondHop,
    ruling: (coordinate) => (isSecondHop(coordinate) ? (behind?.(coordinate) ?? noSecondHop) : stated(coordinate)),
    cite: (provision) => catalogue.cite(provision, date),
  };
}

const noSecondHop: Ruling = { permitted: false, reason: 'NO_SECOND_HOP', needed: [] };

/** The rulings under one purpose alone, second hop or not. */
export function createRulings(
  { ruleBook, catalogue }: PolicyParts,
  purpose: Purpose,
  date: LegalDate,
  ordinance: boolean,
): (coordinate: Coordinate) => Ruling {
  const ground = grounds({ catalogue, purpose, date, ordinance });
  const rulings = new Map<Coordinate, Ruling>();
  const judgements = new Map<Requirement, Judgement>();
  const combined = new Map<readonly Requirement[], Ruling>();
  const unruled: Ruling = { permitted: false, reason: 'UNRULED', needed: [] };

  function rule(coordinate: Coordinate, implementations: readonly Coordinate[]): Ruling {
    const own = combine(coordinate);
    if (!own.permitted) return own;
    // An interface answers nothing itself: its own rules never suffice.
    const answers = implementations.map(ruling);
    const open = answers.filter((answer) => answer.permitted);
    if (open.length === 0) return answers[0] ?? unruled;
    return {
      permitted: true,
      structural: own.structural && open.every(({ structural }) => structural),
      provisions: sorted([own, ...open].flatMap(({ provisions }) => provisions)),
    };
  }

  function combine(coordinate: Coordinate): Ruling {
    // Equal lists of requirements are one object, and give one ruling.
    const requirements = ruleBook.requirements(coordinate);
    const known = combined.get(requirements) ?? combineAll(requirements);
    combined.set(requirements, known);
    return known;
  }

  function combineAll(requirements: readonly Requirement[]): Ruling {
    const judgements = requirements.map(judgeOnce);
    const failed = judgements.flatMap((judgement) => (judgement.met ? [] : [judgement]));
    if (failed.length > 0) {
      const reason = failed.map((judgement) => judgement.reason).reduce(graver);
      // A prohibition or a missing rule is not cured by provisions, so none is offered beside it.
      const named = failed.filter((judgement) => judgement.reason === reason || !incurable.has(reason));
      const needed = sorted(named.flatMap(({ provisions }) => provisions)).map((id) => catalogue.cite(id, date));
      return { permitted: false, reason, needed };
    }
    const met = judgements.flatMap((judgement) => (judgement.met ? [judgement] : []));
    if (met.length === 0) return unruled;
    return {
      permitted: true,
      structural: met.every(({ structural }) => structural),
      provisions: sorted(met.flatMap(({ provisions }) => provisions)),
    };
  }

  function judgeOnce(requirement: Requirement): Judgement {
    const known = judgements.get(requirement) ?? judge(requirement, ground);
    judgements.set(requirement, known);
    return known;
  }

  function ruling(coordinate: Coordinate): Ruling {
    const implementations = ruleBook.implementations(coordinate);
    if (implementations.length === 0) return combine(coordinate);
    // Only names of the schema have any, so a stranger's words cannot fill the memory.
    const known = rulings.get(coordinate) ?? rule(coordinate, implementations);
    rulings.set(coordinate, known);
    return known;
  }

  return ruling;
}

const incurable: ReadonlySet<string> = new Set(['PROHIBITED', 'UNRULED']);

function sorted(provisions: readonly ProvisionId[]): readonly ProvisionId[] {
  return [...new Set(provisions)].sort();
}
