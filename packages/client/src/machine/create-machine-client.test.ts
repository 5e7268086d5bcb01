import { beforeEach, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, type JWK, jwtVerify } from 'jose';
import { createMachineClient } from './create-machine-client.ts';

const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
const jwk: JWK = { ...(await exportJWK(privateKey)), kid: 'k1' };

let now: number;
let asked: URLSearchParams[];
let authorizations: (string | null)[];
/** Tokens that the gateway does not accept any more. */
let revoked: Set<string>;
let provider: () => Response;

/** A provider and a gateway in one. */
const fetchOf = (async (input: string | URL | Request, init?: RequestInit) => {
  if (new URL(input instanceof Request ? input.url : input).pathname === '/token') {
    if (init?.body instanceof URLSearchParams) asked.push(init.body);
    return provider();
  }
  const authorization = new Headers(init?.headers).get('authorization');
  authorizations.push(authorization);
  return revoked.has(authorization ?? '')
    ? Response.json({ errors: [{ message: 'again', extensions: { code: 'UNAUTHENTICATED' } }] }, { status: 401 })
    : Response.json({ data: { ok: true } });
}) satisfies typeof fetch;

beforeEach(() => {
  now = Date.UTC(2026, 10, 21);
  asked = [];
  authorizations = [];
  revoked = new Set();
  provider = () => Response.json({ access_token: `token-${asked.length}`, expires_in: 300 });
});

const client = (key: () => Promise<JWK> = async () => jwk) =>
  createMachineClient({
    gateway: 'http://gateway.test',
    issuer: 'http://issuer.test',
    id: 'cs-272035',
    key,
    fetch: fetchOf,
    clock: () => now,
  });
const request = { document: 'mutation { notify { ok } }', purpose: 'juki-update-muni-pref' };

test('a machine proves itself with its own key, by an assertion for the provider alone', async () => {
  await client().request(request);
  const form = asked[0];
  expect(form?.get('client_id')).toBe('cs-272035');
  const { payload, protectedHeader } = await jwtVerify(form?.get('client_assertion') ?? '', publicKey, {
    issuer: 'cs-272035',
    subject: 'cs-272035',
    audience: 'http://issuer.test',
    currentDate: new Date(now),
  });
  expect(protectedHeader).toMatchObject({ alg: 'ES256', kid: 'k1' });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
  expect(authorizations).toEqual(['Bearer token-1']);
});

test('its token is asked for once by all who wait, and anew shortly before it expires', async () => {
  const machine = client();
  await Promise.all([machine.request(request), machine.request(request), machine.request(request)]);
  now += 269_000;
  await machine.request(request);
  expect(asked).toHaveLength(1);
  now += 2_000;
  await machine.request(request);
  expect(asked).toHaveLength(2);
  expect(authorizations.at(-1)).toBe('Bearer token-2');
});

test('a token that is not accepted any more is asked for again, once', async () => {
  const machine = client();
  await machine.request(request);
  revoked.add('Bearer token-1');
  expect((await machine.request(request)).data).toEqual({ ok: true });
  revoked.add('Bearer token-2').add('Bearer token-3');
  await expect(machine.request(request)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', message: 'again' });
  expect(asked).toHaveLength(3);
});

describe('a fault before the gateway is told, keeps no secret, and passes', () => {
  test('where the provider gives no token', async () => {
    const machine = client();
    provider = () => Response.json({ error: 'invalid_client', error_description: 'client is invalid' });
    await expect(machine.request(request)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      message: expect.stringContaining('client is invalid'),
    });
    provider = () => Response.json({ access_token: 't', expires_in: 300 });
    expect((await machine.request(request)).data).toEqual({ ok: true });
  });

  test('where the provider does not answer, or not as one', async () => {
    provider = () => {
      throw new TypeError('connect');
    };
    await expect(client().request(request)).rejects.toMatchObject({ code: 'IDENTITY_UNAVAILABLE' });
    provider = () => new Response('<html>', { status: 502 });
    await expect(client().request(request)).rejects.toMatchObject({ code: 'IDENTITY_UNAVAILABLE' });
  });

  test('where the key is none', async () => {
    const fault = await client(async () => ({ kty: 'EC', crv: 'P-256', d: 'SECRET' }))
      .request(request)
      .catch((thrown: unknown) => thrown);
    expect(fault).toMatchObject({ code: 'KEY_UNKNOWN', message: expect.not.stringContaining('SECRET') });
    expect(asked).toEqual([]);
  });
});
