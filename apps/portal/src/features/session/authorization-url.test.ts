import { expect, test } from '@jest/globals';
import { type AuthorizationRequest, authorizationUrl } from './authorization-url.ts';

const request: AuthorizationRequest = {
  endpoint: 'http://127.0.0.1:4005/auth?tenant=a',
  clientId: 'juki-portal',
  redirectUri: 'http://127.0.0.1:4000/callback',
  state: 's',
  nonce: 'n',
  codeChallenge: 'c',
  switchOperator: false,
  loginHint: null,
};
const parametersOf = (url: string) => Object.fromEntries(new URL(url).searchParams);

test('asks for a code with a S256 challenge, for the gateway alone', () => {
  expect(parametersOf(authorizationUrl(request))).toEqual({
    tenant: 'a',
    response_type: 'code',
    client_id: 'juki-portal',
    redirect_uri: 'http://127.0.0.1:4000/callback',
    scope: 'openid',
    resource: 'urn:juki:gateway',
    state: 's',
    nonce: 'n',
    code_challenge: 'c',
    code_challenge_method: 'S256',
  });
});

test('asks for a fresh login when another operator is to sign in', () => {
  const parameters = parametersOf(authorizationUrl({ ...request, switchOperator: true, loginHint: 'suita-clerk' }));
  expect(parameters).toMatchObject({ prompt: 'login', login_hint: 'suita-clerk' });
});
