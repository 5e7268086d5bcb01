import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Shape, ShapedField } from './shape.ts';

/** What a shape is compiled from: the caller's own operation, not the filtered one, so that withheld fields keep their key. */
export interface ShapeSource {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Coerced variables; only those of `@skip` and `@include` are read. */
  readonly variables: Readonly<Record<string, unknown>>;
}

type ShapedType = GraphQLObjectType | GraphQLInterfaceType;

/** Compiles the selection of an operation into shapes, one for each concrete type that turns up. */
export function compileShape({ schema, document, operation, variables }: ShapeSource): Shape {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  return shapeOf([operation.selectionSet]);

  function shapeOf(selectionSets: readonly SelectionSetNode[]): Shape {
    const known = new Map<string, readonly ShapedField[]>();
    return {
      fieldsOf(typename) {
        let fields = known.get(typename);
        if (!fields) {
          fields = fieldsOf(selectionSets, typename);
          known.set(typename, fields);
        }
        return fields;
      },
    };
  }

  function fieldsOf(selectionSets: readonly SelectionSetNode[], typename: string): readonly ShapedField[] {
    const type = schema.getType(typename);
    // An interface stands here where a tier holds it as one object (@interfaceObject) and nobody asked which it is.
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    const nodes = new Map<string, FieldNode[]>();
    for (const selectionSet of selectionSets) collect(selectionSet, type, nodes);
    return [...nodes].flatMap(([key, fieldNodes]) => shapedField(key, fieldNodes, type) ?? []);
  }

  function collect(selectionSet: SelectionSetNode, type: ShapedType, nodes: Map<string, FieldNode[]>): void {
    for (const selection of selectionSet.selections) {
      if (!included(selection.directives)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const same = nodes.get(key);
        if (same) same.push(selection);
        else nodes.set(key, [selection]);
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (fragment && applies(fragment.typeCondition?.name.value, type)) collect(fragment.selectionSet, type, nodes);
    }
  }

  function shapedField(key: string, nodes: readonly FieldNode[], parent: ShapedType): ShapedField | undefined {
    const name = nodes[0]?.name.value ?? '';
    const coordinate = `${parent.name}.${name}`;
    if (name === '__typename') return { key, coordinate, type: parent, selection: null, kind: 'typename' };
    if (name === '__schema' || name === '__type') {
      return { key, coordinate, type: parent, selection: null, kind: 'introspection' };
    }
    const type = parent.getFields()[name]?.type;
    if (!type) return undefined;
    const selectionSets = nodes.flatMap((node) => node.selectionSet ?? []);
    const selection = isCompositeType(getNamedType(type)) ? shapeOf(selectionSets) : null;
    return { key, coordinate, type, selection, kind: 'data' };
  }

  function applies(condition: string | undefined, type: ShapedType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const abstract = schema.getType(condition);
    return isAbstractType(abstract) && schema.isSubType(abstract, type);
  }

  function included(directives: FieldNode['directives']): boolean {
    for (const directive of directives ?? []) {
      const value = directive.arguments?.[0]?.value;
      const holds =
        value?.kind === Kind.VARIABLE
          ? variables[value.name.value] === true
          : value?.kind === Kind.BOOLEAN && value.value;
      if (directive.name.value === 'skip' && holds) return false;
      if (directive.name.value === 'include' && !holds) return false;
    }
    return true;
  }
}
