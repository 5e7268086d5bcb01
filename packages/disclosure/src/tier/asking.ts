import { legalDateAt } from '@juki/legal-basis';
import type { Bodies, Person, RegistryContext } from '@juki/subgraph-runtime';

type Context = Pick<RegistryContext, 'records' | 'ledger' | 'grant' | 'now'>;

/** What of a request's context the desk needs. */
export interface Asking extends Pick<Context, 'ledger' | 'now'> {
  readonly records: Pick<Context['records'], 'search' | 'self' | 'person' | 'current' | 'history'>;
  readonly grant: Pick<Context['grant'], 'purpose' | 'request' | 'scope'> & {
    readonly actor: Pick<Context['grant']['actor'], 'operator' | 'agency'>;
  };
}

/** Day of the request in Asia/Tokyo. */
export function today({ now }: Asking): string {
  return legalDateAt(now);
}

/** Who asks: the person by their own card, or somebody of a body. */
export type Asker =
  | { readonly as: 'person'; readonly person: Person | null; readonly body: string | null; readonly operator: string }
  | { readonly as: 'staff'; readonly body: string }
  | { readonly as: 'municipality'; readonly body: string; readonly municipality: string };

/** Reads from the grant who asks. The person's own record is looked for, and that is an access of its own. */
export async function askerOf(asking: Asking, bodies: Bodies): Promise<Asker> {
  const { grant, records, ledger } = asking;
  const { scope, actor } = grant;
  if (scope.reach === 'self') {
    const person = await records.self();
    return {
      as: 'person',
      person,
      body: person && (ledger.holdingOf(person)?.body ?? null),
      operator: actor.operator,
    };
  }
  if (scope.reach === 'own-municipality') {
    const body = bodies.ofPrefecture(scope.municipality.slice(0, 2)) ?? bodies.default;
    return { as: 'municipality', body, municipality: scope.municipality };
  }
  return { as: 'staff', body: bodies.ofScope(scope) };
}
