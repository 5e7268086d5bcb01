import { isInterfaceType, isObjectType, isUnionType } from 'graphql';
import { type Check, declaring } from './gated-graph.ts';
import type { Refusal } from './refusal.ts';

/**
 * What stands behind a second hop is ruled under another purpose than the rest of an operation. So its types stand alone: an
 * interface or a union would let one selection be read under both.
 */
export const checkSecondHop: Check = (graph) => {
  const { supergraph, ruleBook } = graph;
  const shared = new Set(
    Object.values(supergraph.getTypeMap()).flatMap((type) => {
      if (isInterfaceType(type)) return supergraph.getPossibleTypes(type).map(({ name }) => name);
      if (isUnionType(type)) return type.getTypes().map(({ name }) => name);
      return [];
    }),
  );
  const message = 'Give what stands behind the second hop a type that implements nothing and is in no union.';
  return ruleBook.coordinates
    .filter((coordinate) => ruleBook.isSecondHop(coordinate))
    .filter((coordinate) => {
      const type = supergraph.getType(coordinate.split('.')[0] ?? '');
      return !isObjectType(type) || shared.has(type.name);
    })
    .flatMap((coordinate) =>
      declaring(graph, coordinate).map((subgraph): Refusal => {
        return { code: 'SECOND_HOP_SHARED', subgraph, coordinate, message };
      }),
    );
};
