import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import {
  type Asked,
  type Collection,
  collectSelections,
  possibleTypes,
  type Scope,
  same,
} from './collect-selections.ts';
import { fieldOf } from './field-of.ts';
import type { Budget } from './limits.ts';

/** What remains of selection sets. */
export interface Remainder {
  readonly selections: readonly SelectionNode[];
  /** Whether the answer to them needs shaping: something was withheld, or stands in for an empty selection. */
  readonly changed: boolean;
}

/** What filtering needs. `admits` rules a field on an object type, and keeps the account of what was ruled. */
export interface FilterContext extends Collection {
  readonly budget: Budget;
  admits(type: GraphQLObjectType, node: FieldNode): boolean;
}

/** `__typename`: open under every purpose. */
export const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * Writes selection sets anew with what is open, in a canonical form. On an interface or union a field is ruled for each
 * object type that can answer there; where the rulings differ, it is asked only of those that may answer.
 *
 * `__typename` fills an emptied selection, so that the parent still answers; and it is asked wherever the object types
 * behind a value have different answers, so that `shapeWithheld` knows which nulls belong to which.
 */
export function filterSelection(context: FilterContext, scope: Scope, sets: readonly SelectionSetNode[]): Remainder {
  const selections: SelectionNode[] = [];
  let changed = false;

  for (const asked of collectSelections(context, scope, sets)) {
    const open = asked.possible.filter((type) => context.admits(type, asked.first));
    if (open.length < asked.possible.length) changed = true;
    for (const part of divide(context, scope, asked, open)) {
      const field = filterField(context, asked, part);
      if (field.changed) changed = true;
      place(selections, scope, part, field.node);
    }
  }

  const named = selections.some((node) => node.kind === Kind.FIELD && !node.alias && node.name.value === '__typename');
  const needed = selections.length === 0 || (changed && !isObjectType(scope.type));
  return needed && !named ? { selections: [...selections, typename], changed: true } : { selections, changed };
}

/** The part of a field that is asked under one type condition: its whole, or for some of the types. */
function divide(
  context: FilterContext,
  scope: Scope,
  asked: Asked,
  open: readonly GraphQLObjectType[],
): readonly Scope[] {
  const { on } = asked;
  if (open.length === 0) return [];
  if (on === scope.type && same(open, scope.possible)) return [{ type: on, possible: open }];
  const within = new Set(scope.possible);
  const conditioned = possibleTypes(context.schema, on).filter((type) => within.has(type));
  if (on !== scope.type && same(open, conditioned)) return [{ type: on, possible: open }];
  return open.map((type) => ({ type, possible: [type] }));
}

function filterField(context: FilterContext, asked: Asked, part: Scope): { node: FieldNode; changed: boolean } {
  const { name, alias, arguments: args } = asked.first;
  const node = {
    kind: Kind.FIELD,
    ...(alias && alias.value !== name.value ? { alias } : {}),
    name,
    ...(args && args.length > 0 ? { arguments: args } : {}),
  } as const;
  const inside = scopeBelow(context, part, name.value);
  if (!inside) return { node, changed: false };

  const sets = asked.nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const { selections, changed } = context.budget.deeper(() => filterSelection(context, inside, sets));
  return { node: { ...node, selectionSet: { kind: Kind.SELECTION_SET, selections } }, changed };
}

/** Where the selection set of a field stands; `null` for a leaf. */
function scopeBelow({ schema }: FilterContext, { type, possible }: Scope, name: string): Scope | null {
  const typeOf = (parent: GraphQLCompositeType) => {
    const field = fieldOf(schema, parent, name);
    return field && getNamedType(field.type);
  };
  const below = typeOf(type);
  if (!isCompositeType(below)) return null;
  const answers = new Set(
    possible.flatMap((parent) => {
      const named = typeOf(parent);
      return named ? possibleTypes(schema, named) : [];
    }),
  );
  return { type: below, possible: possibleTypes(schema, below).filter((object) => answers.has(object)) };
}

function place(selections: SelectionNode[], scope: Scope, part: Scope, node: FieldNode): void {
  if (part.type === scope.type) {
    selections.push(node);
    return;
  }
  const last = selections.at(-1);
  const condition = part.type.name;
  const joins = last?.kind === Kind.INLINE_FRAGMENT && last.typeCondition?.name.value === condition;
  const fragment = {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: condition } },
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [...(joins ? last.selectionSet.selections : []), node],
    },
  } as const;
  if (joins) selections.pop();
  selections.push(fragment);
}
