import { isPlainObject, own, type PlainObject } from './plain-data.ts';

/**
 * Adds what a fetch brought to what is already there. Objects merge by key, lists by index; anything else is replaced.
 * `__proto__` is no GraphQL name that a subgraph may answer with, and is dropped.
 */
export function mergeData(target: PlainObject, source: PlainObject): void {
  for (const key of Object.keys(source)) {
    if (key === '__proto__') continue;
    target[key] = merged(own(target, key), source[key]);
  }
}

function merged(before: unknown, after: unknown): unknown {
  if (isPlainObject(before) && isPlainObject(after)) {
    mergeData(before, after);
    return before;
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.map((entry: unknown, index) => merged(entry, after[index]));
  }
  return before !== undefined && before !== null && (after === null || after === undefined) ? before : after;
}

/** A copy that shares nothing, for an entity that stands in several places of the answer. */
export function copyData(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyData);
  if (!isPlainObject(value)) return value;
  const copy: PlainObject = {};
  for (const key of Object.keys(value)) if (key !== '__proto__') copy[key] = copyData(value[key]);
  return copy;
}
