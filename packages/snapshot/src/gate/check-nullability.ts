import type { Coordinate } from '@juki/schema-directives';
import {
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { type Check, declaring, type GatedGraph } from './gated-graph.ts';
import type { Refusal } from './refusal.ts';

/** A field that may be withheld, for itself or for what it is called with, is nullable. */
export const checkNullability: Check = (graph) =>
  graph.ruleBook.coordinates.flatMap((coordinate) => {
    const [, typeName = '', name = ''] = /^(\w+)\.(\w+)$/.exec(coordinate) ?? [];
    const type = graph.supergraph.getType(typeName);
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
    if (!field || !isNonNullType(field.type)) return [];
    const args = field.args.map((arg) => ({ at: `${coordinate}(${arg.name}:)`, type: arg.type }));
    const closable =
      mayClose(graph, coordinate) || args.some(({ at, type }) => mayClose(graph, at) || inputMayClose(graph, type));
    if (!closable) return [];
    return declaring(graph, coordinate).map((subgraph): Refusal => {
      return { code: 'NOT_NULLABLE', subgraph, coordinate, message: 'Write its type without "!" at the end.' };
    });
  });

function mayClose({ ruleBook }: GatedGraph, coordinate: Coordinate): boolean {
  return ruleBook.requirements(coordinate).some(({ kind }) => kind !== 'structural');
}

function inputMayClose(graph: GatedGraph, type: GraphQLInputType, seen: ReadonlySet<string> = new Set()): boolean {
  const named = getNamedType(type);
  if (seen.has(named.name)) return false;
  const deeper = new Set([...seen, named.name]);
  if (isEnumType(named)) return named.getValues().some(({ name }) => mayClose(graph, `${named.name}.${name}`));
  if (!isInputObjectType(named)) return false;
  return Object.values(named.getFields()).some(
    (field) => mayClose(graph, `${named.name}.${field.name}`) || inputMayClose(graph, field.type, deeper),
  );
}
