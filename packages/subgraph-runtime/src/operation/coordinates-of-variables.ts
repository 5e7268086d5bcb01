import {
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  typeFromAST,
} from 'graphql';
import type { ParsedOperation } from './parsed-operation.ts';

/** Values of variables by name: a map, since a variable may be called `__proto__`. */
export type Variables = ReadonlyMap<string, unknown>;

/** Input fields and enum values that the variables of a request name; unknown ones too, so that they are refused. */
export function coordinatesOfVariables(
  schema: GraphQLSchema,
  { operation }: ParsedOperation,
  variables: Variables,
): readonly string[] {
  return (operation.variableDefinitions ?? []).flatMap(({ variable, type }) => {
    const inputType = typeFromAST(schema, type);
    return isInputType(inputType) ? coordinatesOfValue(inputType, variables.get(variable.name.value)) : [];
  });
}

function coordinatesOfValue(type: GraphQLInputType, value: unknown): readonly string[] {
  if (value === null || value === undefined) return [];
  if (isNonNullType(type)) return coordinatesOfValue(type.ofType, value);
  if (isListType(type)) {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    return items.flatMap((item) => coordinatesOfValue(type.ofType, item));
  }
  if (isEnumType(type)) return [`${type.name}.${typeof value === 'string' ? value : ''}`];
  if (!isInputObjectType(type) || typeof value !== 'object') return [];
  const fields = new Map(Object.entries(type.getFields()));
  return Object.entries(value).flatMap(([name, entry]) => {
    const field = fields.get(name);
    return [`${type.name}.${name}`, ...(field ? coordinatesOfValue(field.type, entry) : [])];
  });
}
