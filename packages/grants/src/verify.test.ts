import { describe, expect, test } from '@jest/globals';
import { JukiError } from '@juki/errors';
import fc from 'fast-check';
import { encodedHeader, encodedPayload } from './compact.ts';
import type { Grant } from './grant.ts';
import { context, createTestKey, grant, now } from './test-support/test-grant.ts';
import { createGrantVerifier, type GrantContext } from './verify.ts';

const gateway = createTestKey('gateway-1');
const verify = createGrantVerifier([gateway.key]);
const compact = gateway.issue(grant);
const [header = '', payload = '', signature = ''] = compact.split('.');

/** Of base64url (RFC 4648 §5). */
const alphabet = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_');

/** What becomes of a grant: `accepted`, or code and reason. */
function verdict(unverifiedGrant: string | undefined, changes: Partial<GrantContext> = {}, by = verify): string {
  try {
    by(unverifiedGrant, { ...context, ...changes });
    return 'accepted';
  } catch (fault) {
    return fault instanceof JukiError ? `${fault.code}: ${fault.message}` : `not ours: ${String(fault)}`;
  }
}

const issued = (changes: Partial<Grant>) => gateway.issue({ ...grant, ...changes });

describe('a grant', () => {
  test('that the gateway issued for this fetch is accepted, and comes back as it was issued', () => {
    expect(verify(compact, context)).toEqual(grant);
  });

  test.each([undefined, ''])('that is not there (%p) is refused', (nothing) => {
    expect(verdict(nothing)).toMatch(/^GRANT_MISSING/);
  });

  test.each([
    'x',
    '..',
    `${header}.${payload}`,
    `${header}.${payload}.`,
    `.${payload}.${signature}`,
    `${compact}.${signature}`,
    `${compact}=`,
    `${compact}\n`,
    ` ${compact}`,
    `Bearer ${compact}`,
    'a.b.'.repeat(100_000),
  ])('that is no compact JWS is refused (%#)', (text) => {
    expect(verdict(text)).toBe('GRANT_INVALID: The grant is not accepted: it is not a compact JWS.');
  });

  test('longer than any that a gateway issues is refused before it is read', () => {
    expect(verdict(issued({ coordinates: ['A.b'.repeat(100_000)] }))).toMatch(/not a compact JWS/);
    expect(verdict(issued({ coordinates: ['A.b'.repeat(10_000)] }))).toBe('accepted');
  });
});

describe('who signed', () => {
  const stranger = createTestKey('gateway-1');

  test('another key of the same name is refused', () => {
    expect(verdict(stranger.issue(grant))).toMatch(/its signature does not verify/);
  });

  test('a key that this subgraph does not know is refused', () => {
    expect(verdict(createTestKey('gateway-2').issue(grant))).toMatch(/no key of the gateway signed it/);
    expect(verdict(compact, {}, createGrantVerifier([]))).toMatch(/no key of the gateway signed it/);
  });

  test('while keys rotate, both are accepted; afterwards only the new one', () => {
    const next = createTestKey('gateway-2');
    const during = createGrantVerifier([gateway.key, next.key]);
    const after = createGrantVerifier([next.key]);
    expect([compact, next.issue(grant)].map((text) => verdict(text, {}, during))).toEqual(['accepted', 'accepted']);
    expect(verdict(next.issue(grant), {}, after)).toBe('accepted');
    expect(verdict(compact, {}, after)).toMatch(/no key of the gateway signed it/);
  });

  test.each([
    ['no algorithm', { alg: 'none', kid: 'gateway-1', typ: 'juki-grant+jwt' }],
    ['a shared secret', { alg: 'HS256', kid: 'gateway-1', typ: 'juki-grant+jwt' }],
    ['another type', { alg: 'EdDSA', kid: 'gateway-1', typ: 'at+jwt' }],
    ['no key id', { alg: 'EdDSA', typ: 'juki-grant+jwt' }],
    ['a critical extension', { alg: 'EdDSA', kid: 'gateway-1', typ: 'juki-grant+jwt', crit: ['b64'], b64: false }],
    ['a key of its own', { alg: 'EdDSA', kid: 'gateway-1', typ: 'juki-grant+jwt', jwk: {} }],
    ['the same in another order', { typ: 'juki-grant+jwt', alg: 'EdDSA', kid: 'gateway-1' }],
  ])('a header that names %s is refused even when the right key signed it', (_, fields) => {
    const swapped = Buffer.from(JSON.stringify(fields)).toString('base64url');
    expect(verdict(gateway.seal(swapped, payload))).toMatch(/no key of the gateway signed it/);
  });

  test('a grant without its signature, or with that of another grant, is refused', () => {
    const other = issued({ id: 'another' }).split('.')[2];
    expect(verdict(`${header}.${payload}.${other}`)).toMatch(/its signature does not verify/);
    expect(verdict(`${header}.${payload}.AA`)).toMatch(/its signature does not verify/);
  });
});

describe('tampering', () => {
  const changed: Readonly<Record<keyof Grant, unknown>> = {
    version: 2,
    id: 'another',
    audience: 'national',
    issuedAt: now - 1,
    expiresAt: now + 59,
    bodyHash: 'another',
    tokenHash: 'another',
    actor: { ...grant.actor, operator: 'somebody-else' },
    purpose: 'juki-b6-1',
    secondHopOf: 'juki-b6-1',
    provisions: [...grant.provisions, 'bango-9'],
    coordinates: [...grant.coordinates, 'PrefecturalRecord.individualNumber'],
    scope: { reach: 'nationwide' },
    ordinances: ['an-ordinance'],
    case: null,
    snapshot: 'another',
    date: '2026-09-22',
    decidedAt: 0,
    request: 'another',
  };

  test.each(Object.entries(changed))('with %s is noticed by the signature', (field, value) => {
    const tampered = Buffer.from(JSON.stringify({ ...grant, [field]: value })).toString('base64url');
    expect(tampered).not.toBe(payload);
    expect(verdict(`${header}.${tampered}.${signature}`)).toMatch(/its signature does not verify/);
  });

  test('one other character, anywhere, is refused', () => {
    const anyCharacter = fc.oneof(
      fc.constantFrom(...alphabet, '+', '/', '=', '.', ' ', '\n'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    fc.assert(
      fc.property(fc.nat(compact.length - 1), anyCharacter, (at, character) => {
        fc.pre(compact.charAt(at) !== character);
        expect(verdict(compact.slice(0, at) + character + compact.slice(at + 1))).toMatch(/^GRANT_INVALID/);
      }),
      { numRuns: 1000 },
    );
  });

  test('every character that differs only in bits which a decoder drops is refused', () => {
    const verdicts = alphabet.map((character) => verdict(compact.slice(0, -1) + character));
    expect(verdicts.filter((it) => it === 'accepted')).toHaveLength(1);
  });

  test('a character beyond Latin-1 that encodes to the same byte is refused', () => {
    const folded = Array.from(payload, (character, at) =>
      at === 40 ? String.fromCharCode(0x100 + character.charCodeAt(0)) : character,
    );
    expect(verdict(`${header}.${folded.join('')}.${signature}`)).toMatch(/^GRANT_INVALID/);
  });

  test('one character more or less, anywhere, is refused', () => {
    fc.assert(
      fc.property(fc.nat(compact.length - 1), (at) => {
        expect(verdict(compact.slice(0, at) + compact.slice(at + 1))).toMatch(/^GRANT_INVALID/);
        expect(verdict(`${compact.slice(0, at)}A${compact.slice(at)}`)).toMatch(/^GRANT_INVALID/);
      }),
    );
  });
});

describe('what the grant is for', () => {
  test.each([
    [{ audience: 'municipal' }, /it is for another tier/],
    [{ bodyHash: 'of another body' }, /it is for another operation/],
    [{ tokenHash: 'of another token' }, /it is for another caller/],
  ])('where the subgraph has %j, it is refused', (own, why) => {
    expect(verdict(compact, own)).toMatch(why);
  });

  test('another snapshot is no fault of the caller, and says which two differ', () => {
    expect(verdict(compact, { snapshot: 'newer' })).toMatch(/^SNAPSHOT_MISMATCH/);
    expect(() => verify(compact, { ...context, snapshot: 'newer' })).toThrow(
      expect.objectContaining({ details: { grant: 'snapshot-hash', own: 'newer' } }),
    );
  });

  test.each([
    ['five seconds before it was issued', now - 5, 'accepted'],
    ['six seconds before it was issued', now - 6, /not valid yet/],
    ['at its end', now + 15, 'accepted'],
    ['five seconds after its end', now + 20, 'accepted'],
    ['six seconds after its end', now + 21, /it has expired/],
  ])('%s: %p → %p', (_, nowSeconds, expected) => {
    expect(verdict(compact, { nowSeconds })).toMatch(expected);
  });

  test('a life of a minute is accepted, a longer one refused though it is signed', () => {
    expect(verdict(issued({ expiresAt: now + 60 }))).toBe('accepted');
    expect(verdict(issued({ expiresAt: now + 61 }))).toMatch(/it lives too long/);
  });
});

describe('a payload that the right key signed', () => {
  const sealed = (value: unknown) =>
    gateway.seal(encodedHeader('gateway-1'), Buffer.from(JSON.stringify(value)).toString('base64url'));

  test('is what the issuer signs', () => {
    expect(sealed(grant)).toBe(compact);
    expect(encodedPayload(grant)).toBe(payload);
  });

  test.each(Object.keys(grant))('without %s is refused', (field) => {
    const { [field]: _, ...rest }: Record<string, unknown> = { ...grant };
    expect(verdict(sealed(rest))).toMatch(/^GRANT_INVALID/);
  });

  test.each(Object.keys(grant))('with another type of %s is refused', (field) => {
    for (const value of [undefined, true, {}, -0.5, '']) {
      expect(verdict(sealed({ ...grant, [field]: value }))).toMatch(/^GRANT_INVALID/);
    }
  });

  test.each(Object.keys(grant.actor))('whose actor lacks %s, or has another type of it, is refused', (field) => {
    const { [field]: _, ...rest }: Record<string, unknown> = { ...grant.actor };
    for (const actor of [rest, { ...rest, [field]: 1 }, { ...rest, [field]: '' }]) {
      expect(verdict(sealed({ ...grant, actor }))).toMatch(/^GRANT_INVALID/);
    }
  });

  test('with a field that this subgraph does not know is refused: it could be a restriction', () => {
    expect(verdict(sealed({ ...grant, maxRows: 1 }))).toMatch(/^GRANT_INVALID/);
    expect(verdict(sealed({ ...grant, actor: { ...grant.actor, badge: 1 } }))).toMatch(/^GRANT_INVALID/);
    expect(verdict(sealed({ ...grant, scope: { ...grant.scope, town: '271004' } }))).toMatch(/^GRANT_INVALID/);
  });

  test.each([
    [{ reach: 'none' }, 'accepted'],
    [{ reach: 'nationwide' }, 'accepted'],
    [{ reach: 'own-prefecture', prefecture: '27' }, 'accepted'],
    [{ reach: 'outside-prefecture', prefecture: '27' }, 'accepted'],
    [{ reach: 'own-municipality', municipality: '272035' }, 'accepted'],
    [{ reach: 'self', certificate: '7f' }, 'accepted'],
    [{ reach: 'nationwide', prefecture: '27' }, /^GRANT_INVALID/],
    [{ reach: 'own-prefecture' }, /^GRANT_INVALID/],
    [{ reach: 'own-prefecture', prefecture: 27 }, /^GRANT_INVALID/],
    [{ reach: 'own-prefecture', municipality: '272035' }, /^GRANT_INVALID/],
    [{ reach: 'everything' }, /^GRANT_INVALID/],
    [{}, /^GRANT_INVALID/],
    [[], /^GRANT_INVALID/],
    [null, /^GRANT_INVALID/],
  ])('with the scope %j: %p', (scope, expected) => {
    expect(verdict(sealed({ ...grant, scope }))).toMatch(expected);
  });

  test.each([null, 1, 'grant', [], [grant], {}])('that is %j and no grant is refused', (value) => {
    expect(verdict(sealed(value))).toMatch(/^GRANT_INVALID/);
  });

  test('that is no JSON is refused', () => {
    expect(verdict(gateway.seal(encodedHeader('gateway-1'), 'e30x'))).toMatch(/its payload is not JSON/);
  });

  test('with a prototype in it does not reach any prototype', () => {
    const text = JSON.stringify(grant).replace('"version":1', '"version":1,"__proto__":{"reach":"nationwide"}');
    const hidden = gateway.seal(encodedHeader('gateway-1'), Buffer.from(text).toString('base64url'));
    expect(verdict(hidden)).toMatch(/^GRANT_INVALID/);
    expect(Object.hasOwn(Object.prototype, 'reach')).toBe(false);
  });
});

test('a refusal shows nothing of what it refuses', () => {
  for (const text of [issued({ purpose: 'secret-purpose', expiresAt: now + 90 }), issued({ audience: 'secret' })]) {
    expect(verdict(text)).not.toContain('secret');
  }
});
