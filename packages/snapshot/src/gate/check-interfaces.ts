import { isInterfaceType } from 'graphql';
import { type Check, declaring, isRuled } from './gated-graph.ts';
import type { Refusal } from './refusal.ts';

/**
 * Bases stand on the types that answer. Where an interface carries one, for itself or for a field, the implementing type
 * carries one too; and no subgraph stands in for an interface (@interfaceObject) with a field that has a basis.
 */
export const checkInterfaces: Check = (graph) => {
  const { supergraph, applications, ruleBook, subgraphs } = graph;
  const ruled = (coordinate: string) => isRuled(applications.get(coordinate));
  const message = 'Give the type that answers its own @legalBasis.';
  const inherited = ruleBook.coordinates.flatMap((coordinate) => {
    const [owner = ''] = coordinate.split('.');
    if (!isInterfaceType(supergraph.getType(owner)) || !(ruled(coordinate) || ruled(owner))) return [];
    const lacking = ruleBook.implementations(coordinate).filter((at) => !ruled(at) && !ruled(at.split('.')[0] ?? ''));
    return lacking.flatMap((at) =>
      declaring(graph, at).map(
        (subgraph): Refusal => ({ code: 'BASIS_ONLY_ON_INTERFACE', subgraph, coordinate: at, message }),
      ),
    );
  });
  const standIns = subgraphs.flatMap(({ name: subgraph, declarations, federation }) =>
    declarations
      .filter(({ typeDirectives }) => typeDirectives.some(({ name }) => name.value === federation('interfaceObject')))
      .filter(({ coordinate }) => ruled(coordinate))
      .map(({ coordinate }): Refusal => ({ code: 'BASIS_ONLY_ON_INTERFACE', subgraph, coordinate, message })),
  );
  return [...inherited, ...standIns];
};
