import type { FetchDataRewrite } from '@apollo/query-planner';
import { isPlainObject, own, type PlainObject } from './plain-data.ts';
import type { TypeMatcher } from './type-matcher.ts';

const fragmentPrefix = '... on ';

/**
 * Applies the planner's rewrites to data in place: setting `__typename` for interface objects, renaming the aliases that
 * the planner made where two selections conflict.
 */
export function rewriteData(
  rewrites: readonly FetchDataRewrite[] | undefined,
  data: unknown,
  matches: TypeMatcher,
): void {
  for (const rewrite of rewrites ?? []) visit(rewrite.path, 0, data, matches, rewrite);
}

function visit(
  path: readonly string[],
  depth: number,
  data: unknown,
  matches: TypeMatcher,
  rewrite: FetchDataRewrite,
): void {
  if (Array.isArray(data)) {
    for (const entry of data) visit(path, depth, entry, matches, rewrite);
    return;
  }
  const element = path[depth];
  if (!isPlainObject(data) || element === undefined) return;
  if (element.startsWith(fragmentPrefix)) {
    const typename = own(data, '__typename');
    // Where no typename was fetched, the planner knew the type without it.
    if (typeof typename === 'string' && !matches(typename, element.slice(fragmentPrefix.length))) return;
    visit(path, depth + 1, data, matches, rewrite);
  } else if (depth === path.length - 1) {
    apply(data, element, rewrite);
  } else {
    visit(path, depth + 1, own(data, element), matches, rewrite);
  }
}

function apply(object: PlainObject, key: string, rewrite: FetchDataRewrite): void {
  if (rewrite.kind === 'ValueSetter') {
    object[key] = rewrite.setValueTo;
    return;
  }
  const value = own(object, key);
  if (value === undefined) return;
  delete object[key];
  object[rewrite.renameKeyTo] = value;
}
