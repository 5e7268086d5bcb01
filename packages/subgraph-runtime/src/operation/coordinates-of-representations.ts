import { JukiError } from '@juki/errors';
import { type GraphQLSchema, isObjectType, Kind, type TypeNode } from 'graphql';
import type { Variables } from './coordinates-of-variables.ts';
import type { ParsedOperation } from './parsed-operation.ts';

/**
 * The coordinates that the representations of an `_entities` fetch name: `Person.ref`. A representation may carry only
 * fields of a type of this schema; each is held against the grant like any other coordinate.
 */
export function coordinatesOfRepresentations(
  schema: GraphQLSchema,
  { operation }: ParsedOperation,
  variables: Variables,
  most: number,
): readonly string[] {
  const names = (operation.variableDefinitions ?? []).flatMap(({ variable, type }) =>
    namedType(type) === '_Any' ? [variable.name.value] : [],
  );
  const representations = names.flatMap((name) => {
    const value = variables.get(name);
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    return list;
  });
  if (representations.length > most) {
    throw new JukiError('OPERATION_TOO_LARGE', `A fetch may ask for at most ${most} entities.`);
  }
  return [...new Set(representations.flatMap((representation) => coordinatesOf(schema, representation)))];
}

function coordinatesOf(schema: GraphQLSchema, representation: unknown): readonly string[] {
  if (typeof representation !== 'object' || representation === null) throw malformed();
  const fields = new Map<string, unknown>(Object.entries(representation));
  const typename = fields.get('__typename');
  const type = typeof typename === 'string' ? schema.getType(typename) : undefined;
  if (!isObjectType(type)) throw malformed();
  const known = new Set(Object.keys(type.getFields()));
  fields.delete('__typename');
  for (const name of fields.keys()) if (!known.has(name)) throw malformed();
  return [...fields.keys()].map((name) => `${type.name}.${name}`);
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

function malformed(): JukiError {
  return new JukiError('GRANT_EXCEEDED', 'A representation names something that is no entity of this tier.');
}
