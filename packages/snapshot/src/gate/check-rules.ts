import type { Coordinate } from '@juki/schema-directives';
import { type Check, declaring, type GatedGraph, isRuled } from './gated-graph.ts';
import type { Refusal, RefusalCode } from './refusal.ts';

/** Every coordinate carries one rule, and every name in a rule is one of the catalogue. */
export const checkRules: Check = (graph) => {
  const ruled = new Set(graph.ruleBook.coordinates);
  const places = [...ruled, ...[...graph.applications.keys()].filter((coordinate) => !ruled.has(coordinate))];
  return places.flatMap((coordinate) => {
    const faults = [...ownFaults(graph, coordinate, ruled.has(coordinate)), ...wordFaults(graph, coordinate)];
    return declaring(graph, coordinate).flatMap((subgraph) =>
      faults.map(([code, message]): Refusal => ({ code, subgraph, coordinate, message })),
    );
  });
};

type FaultFound = readonly [RefusalCode, string];

function ownFaults(
  { applications, supergraph }: GatedGraph,
  coordinate: Coordinate,
  mustBeRuled: boolean,
): FaultFound[] {
  const list = applications.get(coordinate) ?? [];
  const isStructural = list.some(({ directive }) => directive === 'structural');
  const faults: FaultFound[] = [];
  if (mustBeRuled && !isStructural && !isRuled(list)) {
    faults.push(['UNRULED', 'Give it @legalBasis, or @structural with the reason why it holds no personal data.']);
  }
  const mutations = supergraph.getMutationType()?.name;
  if (isStructural && mutations !== undefined && coordinate.startsWith(`${mutations}.`) && !coordinate.includes('(')) {
    faults.push(['MUTATION_WITHOUT_BASIS', 'Say under which article it is done: @legalBasis.']);
  }
  if (isStructural && isRuled(list)) faults.push(['CONTRADICTORY', 'Decide: @legalBasis or @structural.']);
  if (!isRuled(list) && list.some(({ directive }) => directive === 'item')) {
    faults.push(['ITEM_WITHOUT_BASIS', 'What carries an item of 本人確認情報 needs a legal basis.']);
  }
  return faults;
}

function wordFaults({ applications, catalogue }: GatedGraph, coordinate: Coordinate): FaultFound[] {
  const list = applications.get(coordinate) ?? [];
  const items = list.flatMap((it) => (it.directive === 'item' ? [it.id] : []));
  const provisions = list.flatMap((it) => (it.directive === 'legalBasis' ? it.provisions : []));
  return [
    ...items.filter((id) => !catalogue.items.has(id)).map((id): FaultFound => ['UNKNOWN_ITEM', `No item ${id}.`]),
    ...provisions.flatMap((id): FaultFound[] => {
      const provision = catalogue.provision(id);
      if (!provision) return [['UNKNOWN_PROVISION', `No provision ${id}.`]];
      return provision.kind === 'prohibition' ? [['NOT_A_PERMISSION', `${id} is a prohibition.`]] : [];
    }),
  ];
}
