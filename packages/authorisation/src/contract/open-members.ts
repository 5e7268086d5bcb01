import type { Coordinate } from '@juki/schema-directives';
import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { PurposeView } from '../ruling.ts';
import { useValue } from '../used-inputs.ts';

/** What of a schema a purpose reaches. */
export interface OpenMembers {
  type(type: GraphQLNamedType): boolean;
  /** A field, argument, input field or enum value. */
  member(coordinate: Coordinate): boolean;
}

type Composite = GraphQLObjectType | GraphQLInterfaceType;
type Input = GraphQLArgument | GraphQLInputField;

/**
 * Starts from what the view permits and closes, until nothing changes, what cannot be used: a field whose type is closed
 * or that always uses a closed argument, an interface field that one of its types may not answer, a type of which
 * nothing is left. What remains is a schema; an operation valid against it is answered unfiltered, but for types that it
 * does not show and that answer behind an interface.
 */
export function openMembers(schema: GraphQLSchema, view: PurposeView): OpenMembers {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const closed = new Set<Coordinate>();
  const isOpen = (coordinate: Coordinate) => !closed.has(coordinate) && view.ruling(coordinate).permitted;
  const isUsable = (type: GraphQLNamedType) => !closed.has(type.name);

  let before = -1;
  while (closed.size > before) {
    before = closed.size;
    for (const type of types) closeType(type);
  }
  return { type: isUsable, member: isOpen };

  function closeType(type: GraphQLNamedType): void {
    if (!isUsable(type)) return;
    if (isObjectType(type) || isInterfaceType(type)) {
      const fields = Object.values(type.getFields());
      for (const { name } of fields) if (!fieldHolds(type, name)) closed.add(`${type.name}.${name}`);
      closeUnless(
        type,
        fields.some(({ name }) => isOpen(`${type.name}.${name}`)),
      );
    } else if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields());
      for (const field of fields) closeInput(`${type.name}.${field.name}`, field);
      const at = (field: Input) => isOpen(`${type.name}.${field.name}`);
      closeUnless(type, fields.some(at) && fields.filter(isUnavoidable).every(at));
    } else if (isEnumType(type)) {
      closeUnless(
        type,
        type.getValues().some(({ name }) => isOpen(`${type.name}.${name}`)),
      );
    } else if (isUnionType(type)) {
      closeUnless(type, type.getTypes().some(isUsable));
    }
  }

  function fieldHolds(type: Composite, name: string): boolean {
    const field = type.getFields()[name];
    const coordinate = `${type.name}.${name}`;
    if (!field || !isOpen(coordinate) || !isUsable(getNamedType(field.type))) return false;
    for (const arg of field.args) closeInput(`${coordinate}(${arg.name}:)`, arg);
    if (!field.args.filter(isUnavoidable).every((arg) => isOpen(`${coordinate}(${arg.name}:)`))) return false;
    if (!isInterfaceType(type)) return true;
    const { objects, interfaces } = schema.getImplementations(type);
    const answering = [...objects, ...interfaces];
    // A tier holds it as one object (@interfaceObject), so it answers itself.
    if (answering.length === 0) return true;
    const usable = answering.filter(isUsable);
    for (const arg of field.args) {
      const everywhere = usable.every((object) => isOpen(`${object.name}.${name}(${arg.name}:)`));
      if (!everywhere) closed.add(`${coordinate}(${arg.name}:)`);
    }
    return usable.length > 0 && usable.every((object) => isOpen(`${object.name}.${name}`));
  }

  function closeInput(coordinate: Coordinate, input: Input): void {
    if (!isUsable(getNamedType(input.type))) closed.add(coordinate);
    useValue(input.type, input.defaultValue, (used) => void (isOpen(used) || closed.add(coordinate)));
  }

  function closeUnless(type: GraphQLNamedType, holds: boolean): void {
    if (!holds) closed.add(type.name);
  }
}

// What has a default is used even when nobody gives it, so a closed one closes what carries it.
function isUnavoidable(input: Input): boolean {
  return isNonNullType(input.type) || input.defaultValue !== undefined;
}
