import type { Coordinate } from '@juki/schema-directives';
import {
  type ConstDirectiveNode,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';

/** The field set that a federation directive names: `fields` of @key, @requires, @provides. */
export function fieldSetOf(directive: ConstDirectiveNode): string {
  const value = directive.arguments?.find(({ name }) => name.value === 'fields')?.value;
  return value?.kind === Kind.STRING ? value.value : '';
}

/** Every coordinate that a field set reads on a type, arguments included; on an interface, on all that implement it. */
export function fieldSetCoordinates(schema: GraphQLSchema, type: string, fields: string): readonly Coordinate[] {
  const found = new Set<Coordinate>();
  const [operation] = parse(`{ ${fields} }`, { noLocation: true }).definitions;
  if (operation?.kind === Kind.OPERATION_DEFINITION) visit(type, operation.selectionSet);
  return [...found];

  function visit(typeName: string, set: SelectionSetNode): void {
    const at = schema.getType(typeName);
    const objects = isAbstractType(at) ? schema.getPossibleTypes(at) : [];
    for (const parent of [at, ...objects]) {
      for (const selection of set.selections) {
        if (selection.kind === Kind.INLINE_FRAGMENT) {
          visit(selection.typeCondition?.name.value ?? typeName, selection.selectionSet);
        }
        if (selection.kind !== Kind.FIELD || !(isObjectType(parent) || isInterfaceType(parent))) continue;
        const coordinate = `${parent.name}.${selection.name.value}`;
        found.add(coordinate);
        for (const { name } of selection.arguments ?? []) found.add(`${coordinate}(${name.value}:)`);
        const field = parent.getFields()[selection.name.value];
        if (field && selection.selectionSet) visit(getNamedType(field.type).name, selection.selectionSet);
      }
    }
  }
}
