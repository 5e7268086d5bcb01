import { findOperator, gatewayAudience, loginStrengths, portalClient } from '@juki/directory';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { idTokenClaims } from '../accounts/token-claims.ts';
import { errorPage } from '../interactions/error-page.ts';
import { loggedOutPage, logoutPage } from '../interactions/logout-page.ts';
import type { PrivateKey } from '../keys/private-key.ts';
import type { SigningKeys } from '../keys/signing-keys.ts';
import { gatewayAsResource, machineLifetime, personLifetime } from './audience.ts';
import type { BoundedStore } from './bounded-store.ts';
import { clients } from './clients.ts';
import { extraClaims } from './extra-claims.ts';
import { grantOwnClient } from './grant-own-client.ts';

/** What the provider is made from. */
export interface ProviderParts {
  readonly signingKeys: SigningKeys;
  readonly machineKeys: ReadonlyMap<string, PrivateKey>;
  readonly cookieKeys: readonly string[];
  readonly portalOrigins: readonly string[];
  readonly store: BoundedStore;
}

const workingDay = 8 * 60 * 60;

/**
 * The library's configuration: code with PKCE for people, private_key_jwt for machines, the development grant for
 * shells, and nothing else. Every default that the library calls a quick start is set here.
 */
export function configuration(parts: ProviderParts): Configuration {
  const { signingKeys, machineKeys, cookieKeys, portalOrigins, store } = parts;
  return {
    adapter: store.adapter,
    clients: clients(portalOrigins, machineKeys),
    jwks: { keys: signingKeys.map((key) => ({ ...key })) },
    cookies: {
      keys: [...cookieKeys],
      names: { session: 'juki_session', interaction: 'juki_interaction', resume: 'juki_resume' },
    },
    findAccount: (_ctx, id) => {
      const operator = findOperator(id);
      return operator && { accountId: id, claims: () => ({ sub: id, ...idTokenClaims(operator) }) };
    },
    scopes: ['openid'],
    claims: { openid: ['sub', 'name', 'name#ja', 'juki_kind', 'juki_agency', 'juki_role'], acr: null, amr: null },
    acrValues: Object.keys(loginStrengths),
    subjectTypes: ['public'],
    responseTypes: ['code'],
    clientAuthMethods: ['none', 'private_key_jwt'],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    enabledJWA: {
      clientAuthSigningAlgValues: ['ES256'],
      idTokenSigningAlgValues: ['ES256'],
    },
    pkce: { required: () => true },
    allowOmittingSingleRegisteredRedirectUri: false,
    clientBasedCORS: (_ctx, origin, client) => client.clientId === portalClient && portalOrigins.includes(origin),
    extraTokenClaims: extraClaims,
    loadExistingGrant: grantOwnClient,
    issueRefreshToken: () => false,
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    renderError: (ctx, out) => answerPage(ctx, errorPage(out.error, out.error_description)),
    routes: {
      authorization: '/authorize',
      end_session: '/logout',
      jwks: '/jwks',
      token: '/token',
    },
    ttl: {
      AccessToken: personLifetime,
      AuthorizationCode: 60,
      ClientCredentials: machineLifetime,
      Grant: workingDay,
      IdToken: personLifetime,
      Interaction: 10 * 60,
      Session: workingDay,
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => answerPage(ctx, logoutPage(form)),
        postLogoutSuccessSource: (ctx) => answerPage(ctx, loggedOutPage()),
      },
      // One audience, whatever is asked: a token of this provider opens the gateway and nothing else.
      resourceIndicators: {
        enabled: true,
        defaultResource: () => gatewayAudience,
        useGrantedResource: () => true,
        getResourceServerInfo: (ctx, resource, client) => {
          if (resource !== gatewayAudience) ctx.throw(400, 'invalid_target');
          return gatewayAsResource(client.grantTypeAllowed('client_credentials') ? machineLifetime : personLifetime);
        },
      },
    },
    discovery: { ui_locales_supported: ['ja', 'en'], claim_types_supported: ['normal'] },
  };
}

function answerPage(ctx: KoaContextWithOIDC, page: string): void {
  ctx.type = 'html';
  ctx.body = page;
}
