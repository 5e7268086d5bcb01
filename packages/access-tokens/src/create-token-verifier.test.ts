import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { JukiError } from '@juki/errors';
import { createLocalJWKSet, exportSPKI, type JWTVerifyGetKey, SignJWT } from 'jose';
import { createTokenVerifier, type TokenVerifierOptions } from './create-token-verifier.ts';
import { audience, claimsOf, now } from './test-support/claims.ts';
import { createProviderKey, type ProviderKey } from './test-support/test-provider.ts';

const issuer = 'http://127.0.0.1:4010';
const claims = claimsOf(issuer);
let key: ProviderKey;
let others: readonly ProviderKey[];

beforeAll(async () => {
  key = await createProviderKey('current');
  others = await Promise.all(['EdDSA', 'RS256', 'PS256', 'ES384'].map((alg) => createProviderKey(alg, alg)));
});

function verifier(options: Partial<TokenVerifierOptions> = {}) {
  const keys = createLocalJWKSet({ keys: [key, ...others].map(({ published }) => published) });
  return createTokenVerifier({ issuer, audience, keys, clock: () => now, ...options });
}

/** What becomes of a header: the operator, or code and message. */
async function verdict(authorization: string | undefined, verify = verifier()): Promise<string> {
  try {
    return (await verify(authorization)).operator;
  } catch (fault) {
    return fault instanceof JukiError ? `${fault.code}: ${fault.message}` : `not ours: ${String(fault)}`;
  }
}

const bearer = async (changes: Readonly<Record<string, unknown>> = {}, header = {}, by = key) =>
  `Bearer ${await by.sign({ ...claims, ...changes }, header)}`;

describe('a token of the provider', () => {
  test('says who calls, typed', async () => {
    const authorization = await bearer();
    expect(await verifier()(authorization)).toEqual({
      hash: createHash('sha256').update(authorization.slice('Bearer '.length)).digest('base64url'),
      operator: 'toyonaka-clerk',
      agency: 'toyonaka',
      role: 'clerk',
      section: 'residents',
      terminal: 'terminal-7',
      acr: 'urn:juki:acr:two-factor',
      amr: ['pwd', 'otp'],
      kind: 'operator',
      certificate: null,
      expiresAt: claims.exp,
    });
  });

  test.each([
    ['EdDSA', 'toyonaka-clerk'],
    ['RS256', 'toyonaka-clerk'],
    ['PS256', 'toyonaka-clerk'],
    ['ES384', /^UNAUTHENTICATED/],
  ])('under %s, whose key is published: %p', async (alg, expected) => {
    const signer = others.find((other) => other.alg === alg);
    expect(await verdict(await bearer({}, {}, signer))).toMatch(expected);
  });

  test('is accepted among other audiences, and under the long form of its type', async () => {
    expect(await verdict(await bearer({ aud: ['urn:other', audience] }))).toBe('toyonaka-clerk');
    expect(await verdict(await bearer({}, { typ: 'application/at+jwt' }))).toBe('toyonaka-clerk');
  });
});

describe('the header', () => {
  test.each([undefined, '', 'Bearer', 'Bearer ', 'Bearer a.b', 'Bearer a.b.', 'Basic abc', 'a.b.c'])(
    '%p is refused',
    async (authorization) => {
      expect(await verdict(authorization)).toMatch(/^UNAUTHENTICATED: Send the header/);
    },
  );

  test('with two tokens, blanks around one, or an encrypted one of five parts is refused', async () => {
    const one = await bearer();
    for (const text of [`${one}, ${one}`, `${one} `, ` ${one}`, `${one}\n`, `${one}.a.b`]) {
      expect(await verdict(text)).toMatch(/^UNAUTHENTICATED: Send the header/);
    }
  });

  test('longer than any token is refused before anything is computed', async () => {
    expect(await verdict(await bearer({ padding: 'x'.repeat(20_000) }))).toMatch(/^UNAUTHENTICATED: Send the header/);
  });
});

describe('a token that the provider did not sign', () => {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

  test.each(['none', 'None', 'NONE'])('with alg %p is refused, with and without a signature', async (alg) => {
    const unsigned = `Bearer ${encode({ alg, kid: 'current', typ: 'at+jwt' })}.${encode(claims)}.`;
    expect(await verdict(unsigned)).toMatch(/^UNAUTHENTICATED/);
    expect(await verdict(`${unsigned}AA`)).toMatch(/^UNAUTHENTICATED/);
  });

  test('with HS256 over the public key as the secret is refused', async () => {
    const secrets = [await exportSPKI(key.publicKey), JSON.stringify(key.published), String(key.published.x)];
    for (const secret of secrets) {
      const forged = await new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', kid: 'current', typ: 'at+jwt' })
        .sign(new TextEncoder().encode(secret));
      expect(await verdict(`Bearer ${forged}`)).toMatch(/^UNAUTHENTICATED/);
    }
  });

  test('with a key of its own in the header is refused', async () => {
    const stranger = await createProviderKey('current');
    expect(await verdict(await bearer({}, { jwk: stranger.published }, stranger))).toMatch(/^UNAUTHENTICATED/);
    expect(await verdict(await bearer({}, { jku: 'http://127.0.0.1:9/keys' }, stranger))).toMatch(/^UNAUTHENTICATED/);
  });

  test('with the key id of another key is refused', async () => {
    expect(await verdict(await bearer({}, { kid: 'EdDSA' }))).toMatch(/^UNAUTHENTICATED/);
  });

  test('with claims changed after signing is refused', async () => {
    const [header, , signature] = (await bearer()).split('.');
    const payload = encode({ ...claims, juki_agency: 'jlis' });
    expect(await verdict([header, payload, signature].join('.'))).toMatch(/^UNAUTHENTICATED/);
  });
});

describe('a token that was signed for something else', () => {
  test.each([
    ['another issuer', { iss: 'http://127.0.0.1:4011' }, {}],
    ['no issuer', { iss: undefined }, {}],
    ['another audience', { aud: 'urn:juki:portal' }, {}],
    ['no audience', { aud: undefined }, {}],
    ['the type of an ID token', {}, { typ: 'JWT' }],
    ['no type', {}, { typ: undefined }],
    ['a critical extension', {}, { crit: ['urn:example:extension'], 'urn:example:extension': true }],
    ['no subject', { sub: undefined }, {}],
    ['no end', { exp: undefined }, {}],
    ['no beginning', { iat: undefined }, {}],
  ])('with %s is refused', async (_, changes, header) => {
    expect(await verdict(await bearer(changes, header))).toMatch(/^UNAUTHENTICATED/);
  });
});

describe('time', () => {
  const seconds = now / 1000;
  test.each([
    ['ends this second', { exp: seconds }, 'toyonaka-clerk'],
    ['ended four seconds ago', { exp: seconds - 4 }, 'toyonaka-clerk'],
    ['ended five seconds ago', { exp: seconds - 5 }, /has expired/],
    ['ended an hour ago', { exp: seconds - 3600 }, /has expired/],
    ['begins in five seconds', { nbf: seconds + 5 }, 'toyonaka-clerk'],
    ['begins in six seconds', { nbf: seconds + 6 }, /^UNAUTHENTICATED/],
    ['ends at no number', { exp: 'tomorrow' }, /^UNAUTHENTICATED/],
  ])('a token that %s', async (_, changes, expected) => {
    expect(await verdict(await bearer(changes))).toMatch(expected);
  });
});

describe('claims', () => {
  test.each(['juki_agency', 'juki_role', 'juki_kind', 'acr', 'amr'])(
    'without %s are refused by its name',
    async (name) => {
      for (const value of [undefined, '', 7, {}, [7]]) {
        expect(await verdict(await bearer({ [name]: value }))).toMatch(
          `lacks the claim ${name}, or it has another type`,
        );
      }
    },
  );

  test.each(['sub', 'juki_role', 'juki_section', 'juki_terminal', 'acr'])(
    'must state in %s an id that the log can hold',
    async (name) => {
      expect(await verdict(await bearer({ [name]: '窓口-3@toyonaka' }))).toMatch(/^(toyonaka-clerk|窓口-3@toyonaka)$/);
      for (const value of ['係長 補佐', 'x'.repeat(129), 'a\nb', 'a|b'])
        expect(await verdict(await bearer({ [name]: value }))).toMatch(/^UNAUTHENTICATED.*is no id/);
    },
  );

  test.each(['juki_section', 'juki_terminal', 'juki_certificate'])(
    'may lack %s, but not hold another type',
    async (name) => {
      expect(await verdict(await bearer({ [name]: undefined }))).toBe('toyonaka-clerk');
      expect(await verdict(await bearer({ [name]: null }))).toBe('toyonaka-clerk');
      for (const value of ['', 7, {}])
        expect(await verdict(await bearer({ [name]: value }))).toMatch(/^UNAUTHENTICATED/);
    },
  );

  test('an unknown kind of caller is refused', async () => {
    expect(await verdict(await bearer({ juki_kind: 'administrator' }))).toMatch(/juki_kind/);
  });

  test('no refusal shows what stood in the token', async () => {
    const hidden = { sub: 'secret-person', juki_kind: 'secret-kind' };
    expect(await verdict(await bearer(hidden))).not.toContain('secret');
    expect(await verdict(await bearer({ ...hidden, aud: 'secret-audience' }))).not.toContain('secret');
  });
});

describe('remembering', () => {
  test('a token is verified once, and again by another verifier', async () => {
    const authorization = await bearer();
    let asked = 0;
    const local = createLocalJWKSet({ keys: [key.published] });
    const keys: JWTVerifyGetKey = (...header) => {
      asked += 1;
      return local(...header);
    };
    const verify = verifier({ keys });
    const first = await verify(authorization);
    expect(verify(authorization)).toBe(first);
    expect(asked).toBe(1);
    await verifier({ keys })(authorization);
    expect(asked).toBe(2);
  });

  test('a remembered token expires at the same instant as one that was never seen', async () => {
    let clock = now;
    const verify = verifier({ clock: () => clock });
    const authorization = await bearer({ exp: now / 1000 + 10 });
    expect(await verdict(authorization, verify)).toBe('toyonaka-clerk');
    clock = now + 14_999;
    expect(await verdict(authorization, verify)).toBe('toyonaka-clerk');
    expect(await verdict(authorization, verifier({ clock: () => clock }))).toBe('toyonaka-clerk');
    clock = now + 15_000;
    expect(await verdict(authorization, verify)).toMatch(/has expired/);
    expect(await verdict(authorization, verifier({ clock: () => clock }))).toMatch(/has expired/);
  });

  test('the oldest is forgotten first, and what is forgotten is verified again', async () => {
    let asked = 0;
    const local = createLocalJWKSet({ keys: [key.published] });
    const keys: JWTVerifyGetKey = (...header) => {
      asked += 1;
      return local(...header);
    };
    const verify = verifier({ keys, remember: 2 });
    const [a, b, c] = await Promise.all([1, 2, 3].map((jti) => bearer({ jti: String(jti) })));
    for (const authorization of [a, b, c, b, c, a]) await verify(authorization);
    expect(asked).toBe(4);
  });

  test('a refused token is not remembered', async () => {
    let clock = now;
    const verify = verifier({ clock: () => clock });
    const authorization = await bearer({ nbf: now / 1000 + 60 });
    expect(await verdict(authorization, verify)).toMatch(/^UNAUTHENTICATED/);
    clock = now + 60_000;
    expect(await verdict(authorization, verify)).toBe('toyonaka-clerk');
  });
});
