import {
  type GraphQLNamedOutputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { isPlainObject, own, type PlainObject } from '../dispatch/plain-data.ts';
import { isLeafValue } from './leaf-value.ts';
import type { Shape, ShapedField } from './shape.ts';

/** A value that did not fit its type. */
export interface ShapeFault {
  readonly message: string;
  readonly path: readonly (string | number)[];
}

/** The answer in the caller's shape. */
export interface ShapedResponse {
  readonly data: PlainObject | null;
  readonly faults: readonly ShapeFault[];
}

/** The value is null where the type does not allow it: the parent becomes null (GraphQL specification, §6.4.4). */
const bubble = Symbol('null at a non-null position');
type Shaped = unknown;

/**
 * Gives fetched data the shape of the caller's operation: its keys in its order, nothing that was fetched on the way
 * (join keys, representations), null where a field was withheld or a tier was down, nulls bubbling as GraphQL says.
 */
export function shapeResponse(
  schema: GraphQLSchema,
  root: { readonly typename: string; readonly shape: Shape },
  data: PlainObject,
  introspect: (key: string) => unknown,
): ShapedResponse {
  const faults: ShapeFault[] = [];
  const path: (string | number)[] = [];
  const shaped = shapeObject(data, root.typename, root.shape);
  return { data: isPlainObject(shaped) ? shaped : null, faults };

  function shapeObject(object: PlainObject, typename: string, shape: Shape): Shaped {
    const result: PlainObject = {};
    for (const field of shape.fieldsOf(typename)) {
      const value = shapeField(object, typename, field);
      if (value === bubble) return bubble;
      result[field.key] = value;
    }
    return result;
  }

  function shapeField(object: PlainObject, typename: string, field: ShapedField): Shaped {
    if (field.kind === 'typename') return isObjectType(schema.getType(typename)) ? typename : bubble;
    if (field.kind === 'introspection') return introspect(field.key);
    const value = field.kind === 'withheld' ? null : (own(object, field.key) ?? null);
    path.push(field.key);
    const shaped = shapeValue(value, field.type, field);
    path.pop();
    return shaped;
  }

  function shapeValue(value: unknown, type: GraphQLOutputType, field: ShapedField): Shaped {
    if (isNonNullType(type)) {
      const before = faults.length;
      const inner = shapeValue(value, type.ofType, field);
      if (inner !== null && inner !== bubble) return inner;
      if (faults.length === before) fault(`Cannot return null for non-nullable ${where(type.ofType, field)}.`);
      return bubble;
    }
    const shaped = value === null ? null : shapeNullable(value, type, field);
    return shaped === bubble ? null : shaped;
  }

  function shapeNullable(value: unknown, type: GraphQLOutputType, field: ShapedField): Shaped {
    if (isListType(type)) return shapeList(value, type.ofType, field);
    if (isLeafType(type)) return isLeafValue(type, value) ? value : misfit(type, field);
    if (isNonNullType(type) || !isPlainObject(value) || !field.selection) return misfit(type, field);
    const typename = concreteType(value, type);
    if (typename === undefined) {
      fault(`Invalid __typename found for object at ${where(type, field)}.`);
      return null;
    }
    return shapeObject(value, typename, field.selection);
  }

  function shapeList(value: unknown, type: GraphQLOutputType, field: ShapedField): Shaped {
    if (!Array.isArray(value)) return misfit(type, field);
    let holed = false;
    const shaped = value.map((entry: unknown, index) => {
      path.push(index);
      const inner = shapeValue(entry ?? null, type, field);
      path.pop();
      holed ||= inner === bubble;
      return inner;
    });
    return holed ? null : shaped;
  }

  /**
   * The object's type in the client's schema; a type that the client may not see, or that cannot stand in this place, is
   * no type: a tier that lies must not choose which part of the caller's selection it answers. A tier that holds an
   * interface as one object (@interfaceObject) states the interface.
   */
  function concreteType(object: PlainObject, type: GraphQLNamedOutputType): string | undefined {
    const typename = own(object, '__typename');
    if (typeof typename !== 'string') return isObjectType(type) || isInterfaceType(type) ? type.name : undefined;
    const stated = schema.getType(typename);
    return (isObjectType(stated) || isInterfaceType(stated)) && related(schema, type, stated) ? stated.name : undefined;
  }

  function misfit(type: GraphQLOutputType, field: ShapedField): null {
    fault(`Invalid value found for ${where(type, field)}.`);
    return null;
  }

  function fault(message: string): void {
    faults.push({ message, path: [...path] });
  }

  function where(type: GraphQLOutputType, field: ShapedField): string {
    const last = path.at(-1);
    return typeof last === 'number'
      ? `array element of type ${String(type)} at index ${last}`
      : `field ${field.coordinate}`;
  }
}

/** Whether one of two types can stand for the other. */
function related(schema: GraphQLSchema, one: GraphQLNamedOutputType, other: GraphQLNamedOutputType): boolean {
  if (one === other) return true;
  const isBelow = (abstract: GraphQLNamedOutputType, type: GraphQLNamedOutputType) =>
    isAbstractType(abstract) && (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(abstract, type);
  return isBelow(one, other) || isBelow(other, one);
}
