import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { JukiError } from '@juki/errors';
import { createTokenVerifier } from './create-token-verifier.ts';
import { createIssuerKeys } from './issuer-keys.ts';
import { audience, claimsOf, now } from './test-support/claims.ts';
import {
  type Answer,
  createProviderKey,
  type ProviderKey,
  startTestProvider,
  type TestProvider,
} from './test-support/test-provider.ts';

let provider: TestProvider;
let key: ProviderKey;
let verify: ReturnType<typeof createTokenVerifier>;

beforeEach(async () => {
  // The library that fetches the keys reads this clock for its cooldown; timers and sockets stay real.
  jest.useFakeTimers({ now, doNotFake: everythingBut('Date') });
  provider = await startTestProvider();
  key = await createProviderKey('first');
  provider.publish(key);
  const keys = createIssuerKeys(provider.issuer, { timeoutMs: 200, cooldownMs: 10_000 });
  verify = createTokenVerifier({ issuer: provider.issuer, audience, keys, clock: Date.now });
});

afterEach(async () => {
  jest.useRealTimers();
  await provider.close();
});

let made = 0;
/** A token that was never seen before. */
async function token(by = key, header = {}): Promise<string> {
  made += 1;
  return `Bearer ${await by.sign({ ...claimsOf(provider.issuer), jti: String(made) }, header)}`;
}

/** What becomes of a token: the operator, or the code. */
async function verdict(authorization: string): Promise<string> {
  try {
    return (await verify(authorization)).operator;
  } catch (fault) {
    return fault instanceof JukiError ? fault.code : `not ours: ${String(fault)}`;
  }
}

const accepted = 'toyonaka-clerk';
const refused = 'UNAUTHENTICATED';
const unavailable = 'IDENTITY_UNAVAILABLE';

describe('finding the keys', () => {
  test('asks nothing before the first token, and then once for all tokens', async () => {
    expect(provider.asked).toEqual({ discovery: 0, keys: 0 });
    const authorizations = await Promise.all(Array.from({ length: 20 }, () => token()));
    expect(await Promise.all(authorizations.map(verdict))).toEqual(authorizations.map(() => accepted));
    expect(provider.asked).toEqual({ discovery: 1, keys: 1 });
  });

  test('a flood of invented key ids asks the provider once for each cooldown', async () => {
    expect(await verdict(await token())).toBe(accepted);
    const flood = async () => {
      const authorizations = await Promise.all(
        Array.from({ length: 50 }, (_, n) => token(key, { kid: `invented-${n}` })),
      );
      return new Set(await Promise.all(authorizations.map(verdict)));
    };
    expect(await flood()).toEqual(new Set([refused]));
    expect(provider.asked.keys).toBe(1);
    jest.setSystemTime(now + 10_001);
    expect(await flood()).toEqual(new Set([refused]));
    expect(provider.asked.keys).toBe(2);
    expect(provider.asked.discovery).toBe(1);
  });
});

describe('rotation', () => {
  test('with an overlap, tokens of both keys are accepted', async () => {
    expect(await verdict(await token())).toBe(accepted);
    const next = await createProviderKey('second', 'EdDSA');
    provider.publish(next, key);
    jest.setSystemTime(now + 10_001);
    expect(await verdict(await token(next))).toBe(accepted);
    expect(await verdict(await token(key))).toBe(accepted);
  });

  test('without one, the old key is refused as soon as the new one has been seen', async () => {
    expect(await verdict(await token())).toBe(accepted);
    const next = await createProviderKey('second');
    provider.publish(next);
    jest.setSystemTime(now + 10_001);
    expect(await verdict(await token(next))).toBe(accepted);
    expect(await verdict(await token(key))).toBe(refused);
  });

  test('within the cooldown a new key is refused, and accepted after it', async () => {
    expect(await verdict(await token())).toBe(accepted);
    const next = await createProviderKey('second');
    provider.publish(next, key);
    const authorization = await token(next);
    expect(await verdict(authorization)).toBe(refused);
    jest.setSystemTime(now + 10_001);
    expect(await verdict(authorization)).toBe(accepted);
  });

  test('another key under the id of the old one is refused', async () => {
    expect(await verdict(await token())).toBe(accepted);
    expect(await verdict(await token(await createProviderKey('first')))).toBe(refused);
  });
});

describe('a provider that', () => {
  test('is down makes tokens unverifiable, not refused, and is asked again', async () => {
    const { issuer } = provider;
    const authorization = await token();
    await provider.close();
    const keys = createIssuerKeys(issuer, { timeoutMs: 300 });
    verify = createTokenVerifier({ issuer, audience, keys, clock: Date.now });
    expect(await verdict(authorization)).toBe(unavailable);
  });

  test.each<[string, Answer]>([
    ['never answers', { body: null, hangs: true }],
    ['answers with a fault', { status: 500, body: 'down' }],
    ['answers something else than JSON', { body: '<html>' }],
    ['answers no object', { body: [] }],
    ['names no address of its keys', { body: { issuer: 'own' } }],
    ['names another issuer', { body: { issuer: 'http://127.0.0.1:1', jwks_uri: 'own' } }],
    ['names no issuer', { body: { jwks_uri: 'own' } }],
    ['names no valid address', { body: { issuer: 'own', jwks_uri: 'nowhere' } }],
    ['sends elsewhere', { status: 302, body: '' }],
  ])('%s at discovery is unavailable, and recovers', async (_, answer) => {
    const { discovery } = provider.answers;
    const body = JSON.parse(JSON.stringify(answer.body).replace('"own"', `"${provider.issuer}"`));
    provider.answers.discovery = () => ({ ...answer, body });
    const authorization = await token();
    expect(await verdict(authorization)).toBe(unavailable);
    provider.answers.discovery = discovery;
    expect(await verdict(authorization)).toBe(accepted);
    expect(provider.asked.discovery).toBe(2);
  });

  test.each<[string, Answer]>([
    ['never answers', { body: null, hangs: true }],
    ['answers with a fault', { status: 503, body: 'down' }],
    ['answers something else than JSON', { body: '<html>' }],
    ['answers no set of keys', { body: { keys: 'none' } }],
  ])('%s for its keys is unavailable, and recovers', async (_, answer) => {
    const { keys } = provider.answers;
    provider.answers.keys = () => answer;
    const authorization = await token();
    expect(await verdict(authorization)).toBe(unavailable);
    provider.answers.keys = keys;
    expect(await verdict(authorization)).toBe(accepted);
  });

  test('publishes no key of that id refuses the token', async () => {
    provider.publish();
    expect(await verdict(await token())).toBe(refused);
  });

  test('is down does not take away what was verified before', async () => {
    const authorization = await token();
    expect(await verdict(authorization)).toBe(accepted);
    provider.answers.keys = () => ({ status: 503, body: 'down' });
    jest.setSystemTime(now + 590_000);
    expect(await verdict(authorization)).toBe(accepted);
  });
});

function everythingBut(only: 'Date') {
  const fakes = [
    'hrtime',
    'nextTick',
    'performance',
    'queueMicrotask',
    'setImmediate',
    'clearImmediate',
    'setInterval',
    'clearInterval',
    'setTimeout',
    'clearTimeout',
    'Date',
  ] as const;
  return fakes.filter((name) => name !== only);
}
