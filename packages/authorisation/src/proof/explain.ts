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
  const hop = view.isSecondHop(coordinate) ? view.secondHop : null;
  const ground = grounds({ catalogue, ...(hop ?? { purpose, ordinance: view.ordinance }), date });
  const cite = (id: ProvisionId) => (catalogue.provision(id) ? [catalogue.cite(id, date)] : []);
  const requirements = ruleBook.requirements(coordinate).map((requirement): ExplainedRequirement => {
    const judgement = judge(requirement, ground);
    const reason = judgement.met ? null : judgement.reason;
    return { requirement, reason, citations: judgement.provisions.flatMap(cite) };
  });
  const ruling = view.ruling(coordinate);
  const lines = [
    `${coordinate} is ${ruling.permitted ? 'open' : `closed (${ruling.reason})`} under ${purpose.id} on ${date}.`,
    ...(view.isSecondHop(coordinate) ? [hopLine(purpose, hop?.purpose)] : []),
    ...requirements.flatMap((it, index) => [
      `rule ${index + 1} of ${requirements.length} is ${it.reason === null ? 'met' : 'not met'}${item(it.requirement)}. ${outcome(it)}`,
      ...(it.reason === null ? [] : waysOf(it.requirement)),
    ]),
    ...ruleBook.implementations(coordinate).map((at) => `answered by ${at}: ${openness(view.ruling(at))}`),
  ];
  return { coordinate, purpose: purpose.id, date, ruling, requirements, lines };

  function item(requirement: Requirement): string {
    if (requirement.kind !== 'ruled' || requirement.item === null) return '';
    return ` for the item ${catalogue.items.get(requirement.item)?.ja ?? requirement.item}`;
  }

  /** What would meet a requirement, one way a line. */
  function waysOf(requirement: Requirement): readonly string[] {
    if (requirement.kind !== 'ruled') return [];
    const ways = requirement.alternatives.map((all) => all.flatMap(cite).map(said).join(' and '));
    return ways.map((way, index) => `  ${index === 0 ? 'would be met by' : 'or by'} ${way}`);
  }
}

/** 30条の11: under which affair the agency answers. */
function hopLine({ id }: Purpose, linked: Purpose | undefined): string {
  if (!linked) return `answered only behind a second hop, and the catalogue links none to ${id}`;
  return `answered behind the second hop, under ${linked.id}, with the reach ${linked.reach}`;
}

function outcome({ requirement, reason, citations }: ExplainedRequirement): string {
  if (requirement.kind === 'structural') return `No personal data (${requirement.reason}).`;
  if (requirement.kind === 'unruled') return 'The coordinate carries no rule.';
  const articles = citations.map(said).join(' and ');
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
    case 'NO_SECOND_HOP':
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
