import type { PlannedFetch } from './executable-plan.ts';
import { locateEntities, locatePaths } from './locate-entities.ts';
import { copyData, mergeData } from './merge-data.ts';
import { isPlainObject, own, type PlainObject } from './plain-data.ts';
import type { PlanRequest, SubgraphError } from './plan-executor.ts';
import { rewriteData } from './rewrite-data.ts';
import type { TypeMatcher } from './type-matcher.ts';

interface FetchOutcome {
  readonly errors: readonly SubgraphError[];
  readonly receipts: readonly string[];
}

const nothing: FetchOutcome = { errors: [], receipts: [] };

/** One fetch: from the root, or for the entities that stand at its path. What comes back is merged in place. */
export async function executeFetch(
  fetch: PlannedFetch,
  data: PlainObject,
  request: PlanRequest,
  matches: TypeMatcher,
): Promise<FetchOutcome> {
  const targets = locateEntities(data, fetch.path);
  if (targets.length === 0) return nothing;
  return fetch.representation
    ? fetchEntities(fetch, targets, data, request, matches)
    : fetchRoot(fetch, targets, request, matches);
}

async function fetchRoot(
  fetch: PlannedFetch,
  targets: readonly PlainObject[],
  request: PlanRequest,
  matches: TypeMatcher,
): Promise<FetchOutcome> {
  const answer = await request.send(fetch, body(fetch, variablesOf(fetch, request)));
  if (answer.data) {
    rewriteData(fetch.outputRewrites, answer.data, matches);
    mergeIntoEach(targets, answer.data);
  }
  return {
    receipts: answer.receipts,
    errors: answer.errors.map((error) => ({ ...error, path: error.path && [...fetch.path, ...error.path] })),
  };
}

async function fetchEntities(
  fetch: PlannedFetch,
  entities: readonly PlainObject[],
  data: PlainObject,
  request: PlanRequest,
  matches: TypeMatcher,
): Promise<FetchOutcome> {
  // Entities with one representation are one subject: they are asked for once and answered to each.
  const asked = new Map<string, { readonly representation: PlainObject; readonly targets: PlainObject[] }>();
  for (const entity of entities) {
    const representation = fetch.representation?.(entity);
    if (!representation || own(representation, '__typename') === undefined) continue;
    rewriteData(fetch.inputRewrites, representation, matches);
    const key = JSON.stringify(representation);
    const group = asked.get(key);
    if (group) group.targets.push(entity);
    else asked.set(key, { representation, targets: [entity] });
  }
  if (asked.size === 0) return nothing;

  const groups = [...asked.values()];
  const representations = groups.map((group) => group.representation);
  const answer = await request.send(fetch, body(fetch, { ...variablesOf(fetch, request), representations }));
  const answered = answer.data && own(answer.data, '_entities');
  if (Array.isArray(answered) && answered.length === groups.length) {
    groups.forEach(({ targets }, index) => {
      const entity: unknown = answered[index];
      if (!isPlainObject(entity)) return;
      entity['__typename'] ??= targets[0]?.['__typename'];
      rewriteData(fetch.outputRewrites, entity, matches);
      mergeIntoEach(targets, entity);
    });
  }
  return { receipts: answer.receipts, errors: answer.errors.flatMap((error) => placed(error, fetch, groups, data)) };
}

/** The first target takes the data itself, the others a copy: a later fetch may add different fields to each. */
function mergeIntoEach(targets: readonly PlainObject[], data: PlainObject): void {
  const copies = targets.slice(1).map(() => copyData(data));
  targets.forEach((target, index) => {
    const part = index === 0 ? data : copies[index - 1];
    if (isPlainObject(part)) mergeData(target, part);
  });
}

/** An error of `_entities[i]` is told once for each place at which that entity stands. */
function placed(
  error: SubgraphError,
  fetch: PlannedFetch,
  groups: readonly { readonly targets: readonly PlainObject[] }[],
  data: PlainObject,
): readonly SubgraphError[] {
  const index = error.path?.[1];
  if (error.path === undefined || typeof index !== 'number') return [{ ...error, path: undefined }];
  const rest = error.path.slice(2);
  const all = locateEntities(data, fetch.path);
  const paths = locatePaths(data, fetch.path);
  const targets = groups[index]?.targets ?? [];
  return targets.map((target) => ({ ...error, path: [...(paths[all.indexOf(target)] ?? fetch.path), ...rest] }));
}

function variablesOf(fetch: PlannedFetch, request: PlanRequest): PlainObject {
  const variables: PlainObject = {};
  for (const name of fetch.variables) {
    const value = Object.hasOwn(request.variables, name) ? request.variables[name] : undefined;
    if (value !== undefined) variables[name] = value;
  }
  return variables;
}

function body(fetch: PlannedFetch, variables: PlainObject): string {
  return `${fetch.bodyPrefix}${JSON.stringify(variables)}}`;
}
