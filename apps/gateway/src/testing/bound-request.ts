import type { AccessToken } from '@juki/access-tokens';
import { createAuthenticate } from '../pipeline/authenticate/authenticate.ts';
import type { IncomingRequest } from '../pipeline/incoming-request.ts';
import { createBindPurpose, type PurposeBound } from '../pipeline/purpose/bind-purpose.ts';
import type { RightsLedger } from '../pipeline/purpose/rights-ledger.ts';
import { catalogue, policy } from './test-policy.ts';

/** The officer of the board of education of Osaka, as the identity provider states them. */
export const officer: AccessToken = {
  hash: 'hash-of-the-token',
  operator: 'osaka-education-officer',
  agency: 'osaka-education',
  role: 'officer',
  section: null,
  terminal: null,
  acr: 'urn:juki:acr:two-factor',
  amr: ['mfa'],
  kind: 'operator',
  certificate: null,
  expiresAt: Number.MAX_SAFE_INTEGER,
};

/** A ledger in which everybody holds every right, and no ordinance is on file. */
export const openLedger: RightsLedger = { holds: () => true, ordinances: () => new Set() };

/** A request of that officer for 別表第六 2項, well-formed in every header. */
export const request: IncomingRequest = {
  id: 'request-of-a-test',
  receivedAt: Date.UTC(2026, 10, 20, 3),
  startedMicros: 0,
  authorization: 'Bearer a.b.c',
  purpose: ['juki-b6-2'],
  case: ['R8-0001'],
  onWithheld: [],
  trace: null,
};

/** What of a request differs from {@link request} and its sender. */
export interface BoundRequest {
  readonly token?: Partial<AccessToken>;
  readonly ledger?: RightsLedger;
  readonly headers?: Partial<IncomingRequest>;
}

/** Leads a request through the first two stages. */
export async function boundRequest({ token, ledger = openLedger, headers }: BoundRequest = {}): Promise<PurposeBound> {
  const authenticate = createAuthenticate(() => ({ ...officer, ...token }), catalogue);
  const bindPurpose = createBindPurpose({ catalogue, rights: ledger, viewOf: (asked) => policy.view(asked) });
  return bindPurpose(await authenticate({ ...request, ...headers }));
}
