import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { Budget } from './limits.ts';
import { unsupported } from './select-operation.ts';
import { isIncluded, type VariableLookup } from './variables.ts';

/**
 * A type that answers: an object type, or an interface of which the schema shows no object type, because a tier holds it as
 * one object (@interfaceObject). Then the rules of the interface itself are those of its fields.
 */
export type AnsweringType = GraphQLObjectType | GraphQLInterfaceType;

/** Where a selection set stands: its type as written, and the types that can answer there. */
export interface Scope {
  readonly type: GraphQLCompositeType;
  readonly possible: readonly AnsweringType[];
}

/** A field as asked for in a scope: the types for which it is asked, and every node that asks for it. */
export interface Asked {
  readonly responseName: string;
  /** The innermost type condition around it. */
  readonly on: GraphQLCompositeType;
  readonly possible: readonly AnsweringType[];
  readonly first: FieldNode;
  readonly nodes: readonly FieldNode[];
}

/** What collecting needs to know of the operation. */
export interface Collection {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly lookup: VariableLookup;
  readonly budget: Budget;
}

/**
 * Collects the fields of selection sets in a scope (GraphQL specification, 6.3.2), but for all object types that are
 * possible there at once: fragments are expanded, conditions resolved, and a field that is asked for twice for the same
 * types is collected once. Order is kept for every type, since it is the order of the answer.
 */
export function collectSelections(collection: Collection, scope: Scope, sets: readonly SelectionSetNode[]): Asked[] {
  const { schema, fragments, lookup, budget } = collection;
  const asked: (Asked & { readonly nodes: FieldNode[] })[] = [];
  const latest = new Map<string, Asked & { readonly nodes: FieldNode[] }>();
  const visited = new Set<string>();
  for (const set of sets) visit(set, scope);
  return asked;

  function visit(set: SelectionSetNode, inside: Scope): void {
    for (const selection of set.selections) {
      budget.spend('selections');
      if (!isIncluded(selection, lookup)) continue;
      switch (selection.kind) {
        case Kind.FIELD:
          ask(selection, inside);
          break;
        case Kind.INLINE_FRAGMENT:
          enter(selection.selectionSet, selection.typeCondition?.name.value, inside);
          break;
        case Kind.FRAGMENT_SPREAD: {
          const fragment = fragments.get(selection.name.value);
          const key = `${selection.name.value} ${namesOf(inside.possible)}`;
          if (!fragment || visited.has(key)) break;
          visited.add(key);
          enter(fragment.selectionSet, fragment.typeCondition.name.value, inside);
        }
      }
    }
  }

  function enter(set: SelectionSetNode, condition: string | undefined, inside: Scope): void {
    const type = condition === undefined ? inside.type : schema.getType(condition);
    if (!isCompositeType(type)) return;
    const reached = new Set(possibleTypes(schema, type));
    const possible = inside.possible.filter((object) => reached.has(object));
    // An object type knows every field of its interfaces, so inside one the condition can be forgotten.
    if (possible.length > 0) visit(set, { type: isObjectType(inside.type) ? inside.type : type, possible });
  }

  function ask(node: FieldNode, { type, possible }: Scope): void {
    if (node.alias) {
      budget.spend('aliases');
      // Reserved by the specification; and an object with a key __proto__ is not the object it seems.
      if (node.alias.value.startsWith('__') && node.alias.value !== node.name.value) {
        throw unsupported('An alias must not begin with two underscores.');
      }
    }
    const responseName = node.alias?.value ?? node.name.value;
    const last = latest.get(responseName);
    if (last?.on === type && last.first.name.value === node.name.value && same(last.possible, possible)) {
      last.nodes.push(node);
      return;
    }
    const entry = { responseName, on: type, possible, first: node, nodes: [node] };
    asked.push(entry);
    latest.set(responseName, entry);
  }
}

/** The types that a value of a type can have, by name: an order that does not depend on the way there. */
export function possibleTypes(schema: GraphQLSchema, type: GraphQLNamedType): readonly AnsweringType[] {
  if (isObjectType(type)) return [type];
  if (!isAbstractType(type)) return [];
  const objects = schema.getPossibleTypes(type);
  return objects.length === 0 && isInterfaceType(type) ? [type] : objects.toSorted(byName);
}

/** Whether two lists, both ordered by name, hold the same types. */
export function same(one: readonly AnsweringType[], other: readonly AnsweringType[]): boolean {
  return one.length === other.length && one.every((type, position) => type === other[position]);
}

function namesOf(types: readonly AnsweringType[]): string {
  return types.map(({ name }) => name).join();
}

function byName(one: AnsweringType, other: AnsweringType): number {
  return one.name < other.name ? -1 : 1;
}
