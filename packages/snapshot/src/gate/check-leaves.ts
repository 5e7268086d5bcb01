import { type GraphQLNamedType, isEnumType, isScalarType, isSpecifiedScalarType, Kind, type TypeNode } from 'graphql';
import type { Subgraph } from '../subgraph.ts';
import { type Check, type GatedGraph, isRuled } from './gated-graph.ts';
import type { Refusal } from './refusal.ts';

/** A leaf with a legal basis says which item it carries, in a scalar that says what it holds. */
export const checkLeaves: Check = (graph) => graph.subgraphs.flatMap((subgraph) => ofSubgraph(graph, subgraph));

function ofSubgraph({ supergraph }: GatedGraph, subgraph: Subgraph): Refusal[] {
  return subgraph.declarations.flatMap(({ coordinate, type }) => {
    const applications = subgraph.applications.get(coordinate);
    const named = type && supergraph.getType(nameOf(type));
    if (!named || !isRuled(applications)) return [];
    const at = { subgraph: subgraph.name, coordinate };
    const refusals: Refusal[] = [];
    const isLeaf = isScalarType(named) || isEnumType(named);
    if (isLeaf && !applications?.some(({ directive }) => directive === 'item')) {
      refusals.push({ ...at, code: 'ITEM_MISSING', message: 'Give it @item with the item that it carries.' });
    }
    if (isOpaque(subgraph, named)) {
      refusals.push({ ...at, code: 'OPAQUE_SCALAR', message: `${named.name} has no @specifiedBy; use a plain type.` });
    }
    return refusals;
  });
}

function isOpaque(subgraph: Subgraph, type: GraphQLNamedType): boolean {
  if (!isScalarType(type) || isSpecifiedScalarType(type)) return false;
  const directives = subgraph.nodes
    .filter(({ name }) => name.value === type.name)
    .flatMap((node) => node.directives ?? []);
  return !directives.some(({ name }) => name.value === 'specifiedBy');
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}
