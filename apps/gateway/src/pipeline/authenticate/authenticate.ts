import type { AccessToken } from '@juki/access-tokens';
import { JukiError } from '@juki/errors';
import type { Actor } from '@juki/grants';
import type { Agency, Catalogue } from '@juki/legal-basis';
import type { IncomingRequest } from '../incoming-request.ts';

/** A request whose caller is known. Only {@link createAuthenticate} makes one. */
class IdentifiedRequest {
  protected readonly stage = 'identified';
  readonly request: IncomingRequest;
  readonly token: AccessToken;
  readonly agency: Agency;
  readonly actor: Actor;
  /** The header as it came: it travels on to the subgraphs, which verify it again. */
  readonly authorization: string;

  constructor(request: IncomingRequest, authorization: string, token: AccessToken, agency: Agency) {
    this.request = request;
    this.authorization = authorization;
    this.token = token;
    this.agency = agency;
    this.actor = {
      operator: token.operator,
      agency: agency.id,
      tier: agency.tier,
      role: token.role,
      section: token.section,
      terminal: token.terminal,
      acr: token.acr,
      amr: token.amr,
      kind: token.kind,
    };
  }
}
export type Identified = IdentifiedRequest;

/** Verifies the header `Authorization`; see `@juki/access-tokens`. */
export type VerifyToken = (authorization: string | undefined) => AccessToken | Promise<AccessToken>;

/** First stage: who is asking, and for which agency (機関). Errors: `UNAUTHENTICATED`, `IDENTITY_UNAVAILABLE`. */
export function createAuthenticate(verifyToken: VerifyToken, catalogue: Pick<Catalogue, 'agency'>) {
  return async function authenticate(request: IncomingRequest): Promise<Identified> {
    const { authorization } = request;
    const token = await verifyToken(authorization);
    const agency = catalogue.agency(token.agency);
    if (authorization === undefined || agency === undefined) {
      throw new JukiError(
        'UNAUTHENTICATED',
        'The access token names an agency that is not in the register of agencies. Have the agency connected first.',
      );
    }
    return new IdentifiedRequest(request, authorization, token, agency);
  };
}
