import * as oauth from 'oauth4webapi';
import type { PortalConfig } from '../../lib/portal-config.ts';
import { authorizationUrl, gatewayResource } from './authorization-url.ts';
import { discover, requestOptions } from './identity-provider.ts';
import { operatorOf, unverifiedClaims } from './operator.ts';
import {
  type Draft,
  draftToKeep,
  type PendingSignIn,
  parsePendingSignIn,
  serialisePendingSignIn,
} from './pending-sign-in.ts';
import type { Session } from './session.ts';
import { SignInFault } from './sign-in-fault.ts';

const storageKey = 'juki-sign-in';

/** Where the identity provider sends the person back to. The gateway serves the same page there. */
function redirectUri(): string {
  return `${location.origin}/callback`;
}

/** How a sign-in begins. */
export interface SignInOptions {
  readonly draft: Draft | null;
  readonly switchOperator?: boolean;
  readonly loginHint?: string | null;
}

/** Leaves the page for the identity provider (authorization code with PKCE). The page is gone when this resolves. */
export async function beginSignIn(config: PortalConfig, options: SignInOptions): Promise<void> {
  const server = await discover(config.issuer);
  if (server.authorization_endpoint === undefined) {
    throw new SignInFault('The identity provider names no authorization endpoint.');
  }
  const pending: PendingSignIn = {
    issuer: config.issuer,
    verifier: oauth.generateRandomCodeVerifier(),
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    startedAt: Date.now(),
    returnTo: location.search,
    draft: options.draft === null ? null : draftToKeep(options.draft, config.syntheticData),
  };
  sessionStorage.setItem(storageKey, serialisePendingSignIn(pending));
  location.assign(
    authorizationUrl({
      endpoint: server.authorization_endpoint,
      clientId: config.clientId,
      redirectUri: redirectUri(),
      state: pending.state,
      nonce: pending.nonce,
      codeChallenge: await oauth.calculatePKCECodeChallenge(pending.verifier),
      switchOperator: options.switchOperator ?? false,
      loginHint: options.loginHint ?? null,
    }),
  );
}

/** Takes the sign-in under way out of storage, whatever becomes of it: a code, a verifier and a draft serve once. */
export function takePendingSignIn(): PendingSignIn | null {
  const text = sessionStorage.getItem(storageKey);
  sessionStorage.removeItem(storageKey);
  return parsePendingSignIn(text, Date.now());
}

/** Turns the answer of the identity provider into a session. Throws when it does not fit the sign-in that was begun. */
export async function completeSignIn(config: PortalConfig, pending: PendingSignIn, callback: URL): Promise<Session> {
  if (pending.issuer !== config.issuer) {
    throw new SignInFault('The sign-in was begun with another identity provider.');
  }
  const server = await discover(config.issuer);
  const client: oauth.Client = { client_id: config.clientId };
  const parameters = oauth.validateAuthResponse(server, client, callback, pending.state);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    parameters,
    redirectUri(),
    pending.verifier,
    { ...requestOptions(config.issuer), additionalParameters: { resource: gatewayResource } },
  );
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
    expectedNonce: pending.nonce,
    requireIdToken: true,
  });
  return {
    accessToken: tokens.access_token,
    idToken: tokens.id_token ?? '',
    expiresAt: Date.now() + (tokens.expires_in ?? 0) * 1000,
    operator: operatorOf(unverifiedClaims(tokens.access_token), oauth.getValidatedIdTokenClaims(tokens) ?? {}),
  };
}

/** Ends the session at the identity provider too (OIDC RP-Initiated Logout), where it offers that. Leaves the page. */
export async function signOut(config: PortalConfig, session: Session): Promise<void> {
  const server = await discover(config.issuer);
  if (server.end_session_endpoint === undefined) {
    location.assign('/');
    return;
  }
  const url = new URL(server.end_session_endpoint);
  url.searchParams.set('client_id', config.clientId);
  url.searchParams.set('id_token_hint', session.idToken);
  url.searchParams.set('post_logout_redirect_uri', `${location.origin}/`);
  location.assign(url.href);
}
