import { stat } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { objectOf, portalOrigin, type StartedIdentity, startIdentity } from './testing/start-identity.ts';

let started: StartedIdentity;
const said: unknown[] = [];
const spies = (['log', 'info', 'warn', 'error'] as const).map((level) =>
  jest.spyOn(console, level).mockImplementation((...words) => {
    said.push(words);
  }),
);

beforeAll(async () => {
  started = await startIdentity();
});
afterAll(async () => {
  await started.stop();
  for (const spy of spies) spy.mockRestore();
});

async function json(path: string): Promise<Readonly<Record<string, unknown>>> {
  return objectOf(await (await fetch(`${started.identity.issuer}${path}`)).json());
}

/** `fetch` sets the header Host by itself. */
function statusWithHost(path: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${started.identity.issuer}${path}`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('the provider', () => {
  test('describes itself by OpenID Connect Discovery', async () => {
    const { issuer } = started.identity;
    expect(await json('/.well-known/openid-configuration')).toMatchObject({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      end_session_endpoint: `${issuer}/logout`,
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      grant_types_supported: expect.arrayContaining(['authorization_code', 'client_credentials']),
      id_token_signing_alg_values_supported: ['ES256'],
      token_endpoint_auth_methods_supported: ['none', 'private_key_jwt'],
    });
  });

  test('offers no registration, introspection, device, pushed request or user information', async () => {
    const metadata = Object.keys(await json('/.well-known/openid-configuration'));
    expect(metadata.filter((name) => /registration_|introspection|device|pushed|userinfo_endpoint/.test(name))).toEqual(
      [],
    );
  });

  test('publishes one key, without its secret part', async () => {
    const { keys } = await json('/jwks');
    expect(keys).toEqual([
      {
        kty: 'EC',
        crv: 'P-256',
        alg: 'ES256',
        use: 'sig',
        kid: expect.any(String),
        x: expect.any(String),
        y: expect.any(String),
      },
    ]);
  });

  test('keeps its keys where nobody else can read them', async () => {
    const modes = ['', 'signing-keys.json', 'machines/cs-272035.json'].map(async (name) =>
      ((await stat(join(started.keyDirectory, name))).mode & 0o777).toString(8),
    );
    expect(await Promise.all(modes)).toEqual(['700', '600', '600']);
  });

  test('says that it lives and is ready', async () => {
    expect([await json('/healthz'), await json('/readyz')]).toEqual([{ status: 'ok' }, { status: 'ready' }]);
  });

  test('answers under its own name only', async () => {
    const own = new URL(started.identity.issuer).host;
    expect(await statusWithHost('/.well-known/openid-configuration', own)).toBe(200);
    expect(await statusWithHost('/.well-known/openid-configuration', 'evil.example')).toBe(421);
  });

  test('allows no script, no outside address and no frame on any page', async () => {
    const policy = (await fetch(`${started.identity.issuer}/`)).headers.get('content-security-policy');
    expect(policy).toBe(
      `default-src 'none'; script-src; style-src 'self'; img-src 'self'; form-action 'self' ${portalOrigin}; ` +
        `base-uri 'none'; frame-ancestors 'none'`,
    );
  });

  test('lets the portal and no other origin read a token answer', async () => {
    const form = { grant_type: 'authorization_code', client_id: 'juki-portal', code: 'x', redirect_uri: 'x' };
    const [portal, other] = await Promise.all(
      [portalOrigin, 'http://127.0.0.1:4001'].map((Origin) => started.token(form, { Origin })),
    );
    expect(portal?.headers.get('access-control-allow-origin')).toBe(portalOrigin);
    expect(other?.headers.get('access-control-allow-origin')).toBeNull();
    expect(other?.body['error']).toBe('invalid_request');
  });

  test('says nothing on the console, at the start or later', () => {
    expect(said).toEqual([]);
  });
});
