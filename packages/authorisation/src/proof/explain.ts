import type { Citation, LegalDate, ProvisionId, Purpose } from '@juki/legal-basis';
import type { Coordinate, Requirement } from '@juki/schema-directives';
import type { Policy } from '../create-policy.ts';
import { grounds } from '../grounds.ts';
import { judge } from '../judge.ts';
import type { Facts, Ruling, WithheldReason } from '../ruling.ts';

/** Which coordinate, for which purpose, on which day, stated by whom. */
export interface ExplainQuestion {
  readonly policy: Policy;
  readonly purpose: Purpose;
  readonly coordinate: Coordinate;
  readonly date: LegalDate;
  readonly facts: Facts;
}

/** One requirement of a coordinate: what it asks, and what it rests on or lacks. */
export interface ExplainedRequirement {
  readonly requirement: Requirement;
  /** Why it is not met; `null` if it is. */
  readonly reason: WithheldReason | null;
  readonly citations: readonly Citation[];
}

/** Why a coordinate is open or closed, by article. `lines` say the same to a person. */
export interface Explanation {
  readonly coordinate: Coordinate;
  readonly purpose: string;
  readonly date: LegalDate;
  readonly ruling: Ruling;
  readonly requirements: readonly ExplainedRequirement[];
  readonly lines: readonly string[];
}

/** Explains a ruling with the same functions that made it: `juki policy explain`. */
export function explain({ policy, purpose, coordinate, date, facts }: ExplainQuestion): Explanation {
  const { catalogue, ruleBook } = policy;
  const view = policy.view({ purpose, date, facts });
  const ground = grounds({ catalogue, purpose, date, ordinance: view.ordinance });
  const cite = (id: ProvisionId) => (catalogue.provision(id) ? [catalogue.cite(id, date)] : []);
  const requirements = ruleBook.requirements(coordinate).map((requirement): ExplainedRequirement => {
    const judgement = judge(requirement, ground);
    const reason = judgement.met ? null : judgement.reason;
    return { requirement, reason, citations: judgement.provisions.flatMap(cite) };
  });
  const ruling = view.ruling(coordinate);
  const lines = [
    `${coordinate} is ${ruling.permitted ? 'open' : `closed (${ruling.reason})`} under ${purpose.id} on ${date}.`,
    ...requirements.map((it) => `${it.reason === null ? 'met' : 'not met'}: ${wording(it)}`),
    ...ruleBook.implementations(coordinate).map((at) => `answered by ${at}: ${openness(view.ruling(at))}`),
  ];
  return { coordinate, purpose: purpose.id, date, ruling, requirements, lines };

  function wording({ requirement, reason, citations }: ExplainedRequirement): string {
    if (requirement.kind === 'structural') return `no personal data (${requirement.reason})`;
    if (requirement.kind === 'unruled') return 'the coordinate carries no rule';
    const asked = requirement.alternatives.map((all) => all.flatMap(cite).map(said).join(' and ')).join('; or ');
    const item =
      requirement.item === null
        ? ''
        : `, giving the item ${catalogue.items.get(requirement.item)?.ja ?? requirement.item}`;
    return `needs ${asked}${item}. ${outcome(reason, citations.map(said).join(' and '))}`;
  }
}

function outcome(reason: WithheldReason | null, articles: string): string {
  switch (reason) {
    case null:
      return `Rests on ${articles}.`;
    case 'ITEM_NOT_GRANTED':
      return `Rests on ${articles}, which does not give it.`;
    case 'ORDINANCE_MISSING':
      return `Lacks an ordinance (条例) under ${articles}.`;
    case 'NOT_IN_FORCE':
      return `Rests on ${articles}, not in force on that day.`;
    case 'PROHIBITED':
      return `Closed by ${articles}.`;
    case 'NO_BASIS_FOR_PURPOSE':
    case 'UNRULED':
      return `Lacks ${articles}.`;
  }
}

function said({ ja, uncertain }: Citation): string {
  return uncertain ? `${ja} (unverified)` : ja;
}

function openness(ruling: Ruling): string {
  return ruling.permitted ? 'open' : `closed (${ruling.reason})`;
}
