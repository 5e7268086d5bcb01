import { isRecord, parseJson, textOf } from '../../lib/json.ts';

/** What was on the page when the person went to sign in, so that the work is there on return. */
export interface Draft {
  readonly query: string;
  /** `null` in service: variables hold names and numbers of people, and those never go to a storage of the terminal. */
  readonly variables: string | null;
  readonly purposeId: string | null;
  readonly caseNumber: string;
  readonly exampleId: string | null;
}

/** A sign-in under way: what the answer of the identity provider must fit (RFC 6749 §10.12, RFC 7636, OIDC Core §3.1). */
export interface PendingSignIn {
  readonly issuer: string;
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
  readonly startedAt: number;
  /** The query part of the page's address (`?lang=en`), to come back to. */
  readonly returnTo: string;
  readonly draft: Draft | null;
}

/** How long an unfinished sign-in stays usable. A person may have to look for a card; nobody looks for ten minutes. */
export const pendingSignInLifetime = 10 * 60 * 1000;

/** The draft without what must not be stored where people are real. */
export function draftToKeep(draft: Draft, syntheticData: boolean): Draft {
  return syntheticData ? draft : { ...draft, variables: null };
}

/** The text that is stored while the person is away. */
export function serialisePendingSignIn(pending: PendingSignIn): string {
  return JSON.stringify(pending);
}

/** Reads back what was stored; `null` when there is nothing, when it is damaged, or when it is too old. */
export function parsePendingSignIn(text: string | null, now: number): PendingSignIn | null {
  const value = text === null ? undefined : parseJson(text);
  if (!isRecord(value)) {
    return null;
  }
  const [issuer, verifier, state, nonce] = ['issuer', 'verifier', 'state', 'nonce'].map((name) => textOf(value, name));
  const startedAt = value['startedAt'];
  if (!issuer || !verifier || !state || !nonce || typeof startedAt !== 'number') {
    return null;
  }
  const age = now - startedAt;
  return age < 0 || age >= pendingSignInLifetime
    ? null
    : {
        issuer,
        verifier,
        state,
        nonce,
        startedAt,
        returnTo: textOf(value, 'returnTo') ?? '',
        draft: parseDraft(value['draft']),
      };
}

function parseDraft(value: unknown): Draft | null {
  const query = isRecord(value) ? textOf(value, 'query') : null;
  if (!isRecord(value) || query === null) {
    return null;
  }
  return {
    query,
    variables: textOf(value, 'variables'),
    purposeId: textOf(value, 'purposeId'),
    caseNumber: textOf(value, 'caseNumber') ?? '',
    exampleId: textOf(value, 'exampleId'),
  };
}
