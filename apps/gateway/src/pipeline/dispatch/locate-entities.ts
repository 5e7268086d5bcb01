import { isPlainObject, own, type PlainObject } from './plain-data.ts';

/** Where an entity stands in the answer, as a GraphQL response path. */
export type ResponsePath = readonly (string | number)[];

/**
 * The objects at a plan path such as `['search', 'people', '@']`, where `@` steps into each entry of a list. Nulls are
 * passed over: there is nothing to fetch for them.
 */
export function locateEntities(data: unknown, path: readonly string[]): PlainObject[] {
  const found: PlainObject[] = [];
  collect(data, path, 0, found);
  return found;
}

function collect(data: unknown, path: readonly string[], depth: number, found: PlainObject[]): void {
  if (Array.isArray(data)) {
    const next = path[depth] === '@' ? depth + 1 : depth;
    for (const entry of data) collect(entry, path, next, found);
  } else if (isPlainObject(data)) {
    const element = path[depth];
    if (element === undefined) found.push(data);
    else collect(own(data, element), path, depth + 1, found);
  }
}

/** The response paths of the same objects, in the same order. Asked for only when there is an error to place. */
export function locatePaths(data: unknown, path: readonly string[]): ResponsePath[] {
  const found: ResponsePath[] = [];
  trace(data, path, 0, [], found);
  return found;
}

function trace(data: unknown, path: readonly string[], depth: number, at: ResponsePath, found: ResponsePath[]): void {
  if (Array.isArray(data)) {
    const next = path[depth] === '@' ? depth + 1 : depth;
    data.forEach((entry: unknown, index) => {
      trace(entry, path, next, [...at, index], found);
    });
  } else if (isPlainObject(data)) {
    const element = path[depth];
    if (element === undefined) found.push(at);
    else trace(own(data, element), path, depth + 1, [...at, element], found);
  }
}
