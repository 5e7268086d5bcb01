import type { Coordinate } from '@juki/schema-directives';
import {
  type ArgumentNode,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  Kind,
  type ValueNode,
} from 'graphql';
import type { Provided, VariableLookup } from './variables.ts';

/** Takes note of a coordinate that is used. */
export type Use = (coordinate: Coordinate) => void;

const nothingProvided: VariableLookup = () => undefined;

/**
 * Names the arguments, input fields and enum values that a field is called with: given in the operation, by a variable,
 * or by a default in effect; `null` counts as given. A filter leaks as much as a field does.
 */
export function usedInputs(
  field: { readonly coordinate: Coordinate; readonly args: readonly GraphQLArgument[] },
  given: readonly ArgumentNode[],
  lookup: VariableLookup,
  use: Use,
): void {
  for (const arg of field.args) {
    const value = given.find(({ name }) => name.value === arg.name)?.value;
    useInput(`${field.coordinate}(${arg.name}:)`, arg, provide(value, lookup), lookup, use);
  }
}

/** What a value that was sent for a variable uses, by the type of the variable. */
export function useValue(type: GraphQLInputType, value: unknown, use: Use): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    for (const entry of value) useValue(type, entry, use);
    return;
  }
  const named = getNamedType(type);
  if (isEnumType(named)) {
    // What is no value of the enum is left to coercion, which refuses it.
    if (typeof value === 'string' && named.getValue(value)) use(`${named.name}.${value}`);
  } else if (isInputObjectType(named) && typeof value === 'object') {
    const sent = new Map<string, unknown>(Object.entries(value));
    for (const field of Object.values(named.getFields())) {
      const entry = sent.get(field.name);
      const provided: Provided = entry === undefined ? undefined : { kind: 'value', value: entry };
      useInput(`${named.name}.${field.name}`, field, provided, nothingProvided, use);
    }
  }
}

function useLiteral(type: GraphQLInputType, node: ValueNode, lookup: VariableLookup, use: Use): void {
  if (node.kind === Kind.VARIABLE) {
    useProvided(type, lookup(node.name.value), lookup, use);
    return;
  }
  if (node.kind === Kind.LIST) {
    for (const entry of node.values) useLiteral(type, entry, lookup, use);
    return;
  }
  const named = getNamedType(type);
  if (isEnumType(named) && node.kind === Kind.ENUM) {
    if (named.getValue(node.value)) use(`${named.name}.${node.value}`);
  } else if (isInputObjectType(named) && node.kind === Kind.OBJECT) {
    for (const field of Object.values(named.getFields())) {
      const value = node.fields.find(({ name }) => name.value === field.name)?.value;
      useInput(`${named.name}.${field.name}`, field, provide(value, lookup), lookup, use);
    }
  }
}

function useInput(
  coordinate: Coordinate,
  input: GraphQLArgument | GraphQLInputField,
  given: Provided | { readonly kind: 'written'; readonly node: ValueNode },
  lookup: VariableLookup,
  use: Use,
): void {
  if (given === undefined && input.defaultValue === undefined) return;
  use(coordinate);
  if (given?.kind === 'written') useLiteral(input.type, given.node, lookup, use);
  else useProvided(input.type, given ?? { kind: 'value', value: input.defaultValue }, nothingProvided, use);
}

function useProvided(type: GraphQLInputType, provided: Provided, lookup: VariableLookup, use: Use): void {
  if (provided?.kind === 'value') useValue(type, provided.value, use);
  else if (provided) useLiteral(type, provided.node, lookup, use);
}

/** A value written in the operation, unless it is a variable that stands for nothing: then it was not given. */
function provide(value: ValueNode | undefined, lookup: VariableLookup) {
  if (value === undefined) return undefined;
  if (value.kind === Kind.VARIABLE) return lookup(value.name.value);
  return { kind: 'written', node: value } as const;
}
