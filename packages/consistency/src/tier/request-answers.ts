import { randomUUID } from 'node:crypto';
import type { RequestedCheck, RequestStore, WaitingRequest } from '../store/request-store.ts';
import type { CheckContext } from './check-context.ts';
import { scopeHolds } from './scope-holds.ts';

/** What the resolvers of a prefecture's requests use. */
export interface RequestServices {
  readonly requests: RequestStore;
  readonly municipalitiesOf: (scope: CheckContext<unknown>['grant']['scope']) => Promise<readonly string[]>;
}

type Context = CheckContext<RequestServices>;

/** What a prefecture asks. */
export interface RequestInput {
  readonly key: string;
  readonly municipalities?: readonly string[] | null;
  readonly afresh: boolean;
}

/** Answer to a request. */
export interface RequestedAnswer {
  readonly id: string | null;
  readonly refusal: 'OUT_OF_SCOPE' | 'MALFORMED' | null;
}

/** How far a request has come in one municipality, as the graph shows it. */
export interface ShownCheck extends Omit<RequestedCheck, 'openedAt' | 'closedAt'> {
  readonly openedAt: string | null;
  readonly closedAt: string | null;
}

/** 整合性確認の依頼: a prefecture asks, its municipalities fetch it. */
export async function askForChecks({ grant, now, services }: Context, input: RequestInput): Promise<RequestedAnswer> {
  const { scope, actor } = grant;
  const { requests, municipalitiesOf } = services.consistency;
  const wanted = input.municipalities ?? (await municipalitiesOf(scope));
  if (scope.reach !== 'own-prefecture' || !wanted.every((code) => scopeHolds(scope, code))) {
    return { id: null, refusal: 'OUT_OF_SCOPE' };
  }
  if (input.key === '' || input.key.length > 100 || wanted.length === 0) return { id: null, refusal: 'MALFORMED' };
  const id = await requests.ask({
    id: randomUUID(),
    key: input.key,
    prefecture: scope.prefecture,
    municipalities: [...new Set(wanted)],
    afresh: input.afresh,
    requestedBy: actor.operator,
    requestedAt: new Date(now),
  });
  return { id, refusal: null };
}

/** What waits in the municipality whose machine asks. */
export async function listRequests({ grant: { scope }, services }: Context): Promise<readonly WaitingRequest[]> {
  return scope.reach === 'own-municipality' ? services.consistency.requests.waiting(scope.municipality) : [];
}

/** How far a request has come. */
export async function summariseRequest(
  { grant: { scope }, services }: Context,
  id: string,
): Promise<readonly ShownCheck[]> {
  if (scope.reach !== 'own-prefecture' || !/^[0-9a-f-]{36}$/.test(id)) return [];
  const checks = await services.consistency.requests.summary(scope.prefecture, id);
  return checks.map((check) => ({
    ...check,
    openedAt: check.openedAt?.toISOString() ?? null,
    closedAt: check.closedAt?.toISOString() ?? null,
  }));
}
