/** What an authorization request says (RFC 6749 §4.1.1, RFC 7636 §4.3, RFC 8707 §2). */
export interface AuthorizationRequest {
  readonly endpoint: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  readonly codeChallenge: string;
  /** Asks the identity provider to let another person sign in, even if somebody still is. */
  readonly switchOperator: boolean;
  /** Whom the person means to sign in as; the identity provider may ignore it. */
  readonly loginHint: string | null;
}

/** The resource for which tokens are asked: the gateway, whatever its address. */
export const gatewayResource = 'urn:juki:gateway';

/** The address to which the browser goes to sign in. Keeps what the endpoint's own address carries. */
export function authorizationUrl(request: AuthorizationRequest): string {
  const url = new URL(request.endpoint);
  const parameters = {
    response_type: 'code',
    client_id: request.clientId,
    redirect_uri: request.redirectUri,
    scope: 'openid',
    resource: gatewayResource,
    state: request.state,
    nonce: request.nonce,
    code_challenge: request.codeChallenge,
    code_challenge_method: 'S256',
    ...(request.switchOperator ? { prompt: 'login' } : {}),
    ...(request.loginHint === null ? {} : { login_hint: request.loginHint }),
  };
  for (const [name, value] of Object.entries(parameters)) {
    url.searchParams.set(name, value);
  }
  return url.href;
}
