import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { JukiError } from '@juki/errors';
import {
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';

/** The schemas that a fetch is read with: the subgraph's own, in which its text is written, and the whole. */
export interface FetchSchemas {
  readonly supergraph: GraphQLSchema;
  readonly subgraph: GraphQLSchema;
}

/**
 * Every field coordinate and argument coordinate that a fetch reads, on the concrete types it can meet. Written apart
 * from the filter on purpose: the guard must not share the filter's mistakes.
 */
export function fetchCoordinates({ supergraph, subgraph }: FetchSchemas, operation: string): ReadonlySet<string> {
  const found = new Set<string>();
  const document = parse(operation, { noLocation: true });
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      visit(definition.selectionSet, subgraph.getRootType(definition.operation) ?? undefined);
    }
  }
  return found;

  function visit(selectionSet: SelectionSetNode, parent: GraphQLNamedType | undefined): void {
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value);
        if (fragment) visit(fragment.selectionSet, subgraph.getType(fragment.typeCondition.name.value));
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value;
        visit(selection.selectionSet, condition === undefined ? parent : subgraph.getType(condition));
      } else if (selection.name.value === '_entities') {
        if (selection.selectionSet) visit(selection.selectionSet, undefined);
      } else if (selection.name.value !== '__typename') {
        const type = note(found, supergraph, parent, selection.name.value);
        for (const argument of selection.arguments ?? []) {
          for (const concrete of concreteTypes(supergraph, parent)) {
            found.add(`${concrete}.${selection.name.value}(${argument.name.value}:)`);
          }
        }
        if (selection.selectionSet) visit(selection.selectionSet, type);
      }
    }
  }
}

/** Every coordinate that the representations of a fetch carry: keys, and what `@requires` reads. */
export function requiredCoordinates(
  supergraph: GraphQLSchema,
  requires: readonly QueryPlanSelectionNode[],
): ReadonlySet<string> {
  const found = new Set<string>();
  visit(requires, undefined);
  return found;

  function visit(selections: readonly QueryPlanSelectionNode[], parent: GraphQLNamedType | undefined): void {
    for (const selection of selections) {
      if (selection.kind === 'InlineFragment') {
        const condition = selection.typeCondition;
        visit(selection.selections, condition === undefined ? parent : supergraph.getType(condition));
      } else if (selection.name !== '__typename') {
        const type = note(found, supergraph, parent, selection.name);
        if (selection.selections) visit(selection.selections, type);
      }
    }
  }
}

/** Adds the coordinates of a field and returns its named type. */
function note(
  found: Set<string>,
  supergraph: GraphQLSchema,
  parent: GraphQLNamedType | undefined,
  name: string,
): GraphQLNamedType {
  const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
  if (!field) {
    throw new JukiError('PLAN_OUTSIDE_DECISION', 'A fetch reads a field that its subgraph does not have.', {
      details: { type: parent?.name, field: name },
    });
  }
  for (const concrete of concreteTypes(supergraph, parent)) found.add(`${concrete}.${name}`);
  return getNamedType(field.type);
}

/**
 * The concrete types that a type can stand for. One that is an object to its subgraph may be an interface to the rest
 * (@interfaceObject), so the supergraph is asked first; an interface of which it has no object type stands for itself.
 */
function concreteTypes(supergraph: GraphQLSchema, type: GraphQLNamedType | undefined): readonly string[] {
  if (!type) return [];
  const whole = supergraph.getType(type.name);
  const objects = isAbstractType(whole) ? supergraph.getPossibleTypes(whole) : [];
  return objects.length > 0 ? objects.map(({ name }) => name) : [type.name];
}
