import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { mergeData } from './merge-data.ts';
import { isPlainObject, own, type PlainObject } from './plain-data.ts';
import type { TypeMatcher } from './type-matcher.ts';

/** Reads what a fetch requires of an entity; `null` where a required field is missing, so that it cannot be asked for. */
export type Representation = (entity: PlainObject) => PlainObject | null;

/** Compiles the `requires` of a fetch node, once per plan. */
export function compileRepresentation(
  selections: readonly QueryPlanSelectionNode[],
  matches: TypeMatcher,
): Representation {
  const steps = selections.map((selection) =>
    selection.kind === 'Field'
      ? field(selection.alias ?? selection.name, selection.selections, matches)
      : fragment(selection.typeCondition, selection.selections, matches),
  );
  return (entity) => {
    const representation: PlainObject = {};
    for (const step of steps) if (!step(entity, representation)) return null;
    return representation;
  };
}

type Step = (entity: PlainObject, representation: PlainObject) => boolean;

function field(name: string, selections: readonly QueryPlanSelectionNode[] | undefined, matches: TypeMatcher): Step {
  const inner = selections && compileRepresentation(selections, matches);
  const read = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(read);
    return inner && isPlainObject(value) ? inner(value) : value;
  };
  return (entity, representation) => {
    const value = own(entity, name);
    if (value === undefined) return false;
    representation[name] = read(value);
    return true;
  };
}

function fragment(
  condition: string | undefined,
  selections: readonly QueryPlanSelectionNode[],
  matches: TypeMatcher,
): Step {
  const inner = compileRepresentation(selections, matches);
  return (entity, representation) => {
    const typename = own(entity, '__typename');
    if (condition === undefined || typeof typename !== 'string' || !matches(typename, condition)) return true;
    const part = inner(entity);
    if (part) mergeData(representation, part);
    return part !== null;
  };
}
