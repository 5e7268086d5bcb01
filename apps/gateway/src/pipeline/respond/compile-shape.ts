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

/** What a shape is compiled from. */
export interface ShapeSource {
  readonly schema: GraphQLSchema;
  /** The caller's own operation: its keys, in its order. */
  readonly asked: { readonly document: DocumentNode; readonly operation: OperationDefinitionNode };
  /** What was left of it: a key that is not here is withheld. Fragments are inlined in it. */
  readonly permitted: OperationDefinitionNode;
  /** Coerced variables; only those of `@skip` and `@include` are read. */
  readonly coerced: Readonly<Record<string, unknown>>;
}

type ShapedType = GraphQLObjectType | GraphQLInterfaceType;
type FieldNodes = ReadonlyMap<string, readonly FieldNode[]>;

/** Compiles the selection of an operation into shapes, one for each concrete type that turns up. */
export function compileShape({ schema, asked, permitted, coerced }: ShapeSource): Shape {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of asked.document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  return shapeOf([asked.operation.selectionSet], [permitted.selectionSet]);

  function shapeOf(wanted: readonly SelectionSetNode[], open: readonly SelectionSetNode[]): Shape {
    const known = new Map<string, readonly ShapedField[]>();
    return {
      fieldsOf(typename) {
        const fields = known.get(typename) ?? fieldsOf(wanted, open, typename);
        known.set(typename, fields);
        return fields;
      },
    };
  }

  function fieldsOf(
    wanted: readonly SelectionSetNode[],
    open: readonly SelectionSetNode[],
    typename: string,
  ): readonly ShapedField[] {
    const type = schema.getType(typename);
    // An interface stands here where a tier holds it as one object (@interfaceObject) and nobody asked which it is.
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    const openNodes = collect(open, type);
    return [...collect(wanted, type)].flatMap(([key, nodes]) => shaped(key, nodes, openNodes, type) ?? []);
  }

  function shaped(
    key: string,
    nodes: readonly FieldNode[],
    open: FieldNodes,
    parent: ShapedType,
  ): ShapedField | undefined {
    const name = nodes[0]?.name.value ?? '';
    const coordinate = `${parent.name}.${name}`;
    if (name === '__typename') return { key, coordinate, type: parent, selection: null, kind: 'typename' };
    if (name === '__schema' || name === '__type') {
      return { key, coordinate, type: parent, selection: null, kind: 'introspection' };
    }
    const type = parent.getFields()[name]?.type;
    if (!type) return undefined;
    const openNodes = open.get(key);
    const composite = isCompositeType(getNamedType(type));
    return {
      key,
      coordinate,
      type,
      selection: composite ? shapeOf(selectionSets(nodes), selectionSets(openNodes ?? [])) : null,
      kind: openNodes ? 'data' : 'withheld',
    };
  }

  /** The fields that apply to a type, by response key. */
  function collect(sets: readonly SelectionSetNode[], type: ShapedType): FieldNodes {
    const nodes = new Map<string, FieldNode[]>();
    // Each fragment counts once, as in the specification (6.3.2): spread twice by each other, n fragments are 2ⁿ visits.
    const visited = new Set<string>();
    const visit = (set: SelectionSetNode): void => {
      for (const selection of set.selections) {
        if (!included(selection.directives)) continue;
        if (selection.kind === Kind.FIELD) {
          const key = selection.alias?.value ?? selection.name.value;
          nodes.set(key, [...(nodes.get(key) ?? []), selection]);
          continue;
        }
        if (selection.kind === Kind.FRAGMENT_SPREAD) {
          if (visited.has(selection.name.value)) continue;
          visited.add(selection.name.value);
        }
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        if (fragment && applies(fragment.typeCondition?.name.value, type)) visit(fragment.selectionSet);
      }
    };
    sets.forEach(visit);
    return nodes;
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
          ? coerced[value.name.value] === true
          : value?.kind === Kind.BOOLEAN && value.value;
      if (directive.name.value === 'skip' && holds) return false;
      if (directive.name.value === 'include' && !holds) return false;
    }
    return true;
  }
}

function selectionSets(nodes: readonly FieldNode[]): readonly SelectionSetNode[] {
  return nodes.flatMap((node) => node.selectionSet ?? []);
}
