import {
  type FieldNode,
  type GraphQLCompositeType,
  getNamedType,
  isCompositeType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import {
  type AnsweringType,
  type Asked,
  type Collection,
  collectSelections,
  possibleTypes,
  type Scope,
  same,
} from './collect-selections.ts';
import { fieldOf } from './field-of.ts';

/** What filtering needs. `admits` rules a field on a type that answers, and keeps the account of what was ruled. */
export interface FilterContext extends Collection {
  admits(type: AnsweringType, node: FieldNode): boolean;
}

/** `__typename`: open under every purpose. */
export const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * Writes selection sets anew with what is open, in a canonical form. On an interface or union a field is ruled for each
 * object type that can answer there; where the rulings differ, it is asked only of those that may answer.
 *
 * `__typename` fills an emptied selection, so that the parent still answers.
 */
export function filterSelection(
  context: FilterContext,
  scope: Scope,
  sets: readonly SelectionSetNode[],
): readonly SelectionNode[] {
  const selections: SelectionNode[] = [];
  for (const asked of collectSelections(context, scope, sets)) {
    const open = asked.possible.filter((type) => context.admits(type, asked.first));
    for (const part of divide(context, scope, asked, open)) {
      place(selections, scope, part, filterField(context, asked, part));
    }
  }
  return selections.length === 0 ? [typename] : selections;
}

/** The part of a field that is asked under one type condition: its whole, or for some of the types. */
function divide(context: FilterContext, scope: Scope, asked: Asked, open: readonly AnsweringType[]): readonly Scope[] {
  const { on } = asked;
  if (open.length === 0) return [];
  if (on === scope.type && same(open, scope.possible)) return [{ type: on, possible: open }];
  const within = new Set(scope.possible);
  const conditioned = possibleTypes(context.schema, on).filter((type) => within.has(type));
  if (on !== scope.type && same(open, conditioned)) return [{ type: on, possible: open }];
  return open.map((type) => ({ type, possible: [type] }));
}

function filterField(context: FilterContext, asked: Asked, part: Scope): FieldNode {
  const { name, alias, arguments: args } = asked.first;
  const node = {
    kind: Kind.FIELD,
    ...(alias && alias.value !== name.value ? { alias } : {}),
    name,
    ...(args && args.length > 0 ? { arguments: args } : {}),
  } as const;
  const inside = scopeBelow(context, part, name.value);
  if (!inside) return node;

  const sets = asked.nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const selections = context.budget.deeper(() => filterSelection(context, inside, sets));
  return { ...node, selectionSet: { kind: Kind.SELECTION_SET, selections } };
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
