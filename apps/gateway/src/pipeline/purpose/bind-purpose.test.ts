import { describe, expect, test } from '@jest/globals';
import { type BoundRequest, boundRequest, openLedger } from '../../testing/bound-request.ts';

const refusedWith = (asked: BoundRequest) =>
  boundRequest(asked).then(
    () => 'nothing',
    (fault: unknown) => (fault instanceof Error && 'code' in fault ? fault.code : fault),
  );

test('a request of an officer who may state the purpose is bound to it, its day and its scope', async () => {
  const { view, scope, case: number, ordinances } = await boundRequest();
  expect([view.purpose.id, view.date, scope, number, ordinances]).toEqual([
    'juki-b6-2',
    '2026-11-20',
    { reach: 'own-prefecture', prefecture: '27' },
    'R8-0001',
    [],
  ]);
});

describe('the day of a purpose', () => {
  test.each([
    ['before midnight in Tokyo', Date.UTC(2026, 10, 20, 14, 59, 59, 999), '2026-11-20'],
    ['at midnight in Tokyo', Date.UTC(2026, 10, 20, 15), '2026-11-21'],
  ])('%s is the day of Tokyo, not of UTC', async (_when, receivedAt, date) => {
    expect((await boundRequest({ headers: { receivedAt } })).view.date).toBe(date);
  });

  test('one that is not known to be in force on it is refused', async () => {
    expect(await refusedWith({ headers: { receivedAt: Date.UTC(1990, 0, 1) } })).toBe('PURPOSE_NOT_IN_FORCE');
  });
});

describe('the header Juki-Purpose', () => {
  test.each([
    ['missing', [], 'PURPOSE_MISSING'],
    ['empty', [''], 'PURPOSE_MISSING'],
    ['twice', ['juki-b6-2', 'juki-b6-2'], 'PURPOSE_DOUBLED'],
    ['with two ids', ['juki-b6-2, juki-b6-3'], 'PURPOSE_DOUBLED'],
    ['in other letters', ['JUKI-B6-2'], 'PURPOSE_UNKNOWN'],
    ['with a space', [' juki-b6-2'], 'PURPOSE_UNKNOWN'],
    ['__proto__', ['__proto__'], 'PURPOSE_UNKNOWN'],
    ['constructor', ['constructor'], 'PURPOSE_UNKNOWN'],
    ['the analyst’s star', ['*'], 'PURPOSE_UNKNOWN'],
    ['another agency’s', ['consistency-check'], 'PURPOSE_NOT_YOURS'],
  ])('%s is refused', async (_what, purpose, code) => {
    expect(await refusedWith({ headers: { purpose } })).toBe(code);
  });
});

describe('the header Juki-Case', () => {
  test.each([
    ['missing', [], 'CASE_MISSING'],
    ['twice', ['R8-1', 'R8-2'], 'CASE_MALFORMED'],
    ['with a line break', ['R8-1\nx'], 'CASE_MALFORMED'],
    ['ending in one', ['R8-1\n'], 'CASE_MALFORMED'],
    ['a sentence', ['大阪府吹田市'], 'CASE_MALFORMED'],
    ['too long', ['9'.repeat(65)], 'CASE_MALFORMED'],
  ])('%s is refused', async (_what, number, code) => {
    expect(await refusedWith({ headers: { case: number } })).toBe(code);
  });
});

describe('a caller', () => {
  test.each([
    ['without the right', { ledger: { ...openLedger, holds: () => false } }, 'RIGHT_MISSING'],
    ['whose login is too weak', { token: { acr: 'urn:juki:acr:one-factor' } }, 'ASSURANCE_TOO_LOW'],
    ['whose login names a prototype', { token: { acr: '__proto__' } }, 'ASSURANCE_TOO_LOW'],
    ['of another agency', { token: { agency: 'suita' } }, 'PURPOSE_NOT_YOURS'],
    ['of an agency that is in no register', { token: { agency: 'nowhere' } }, 'UNAUTHENTICATED'],
    ['of an agency called constructor', { token: { agency: 'constructor' } }, 'UNAUTHENTICATED'],
  ])('%s is refused', async (_who, asked, code) => {
    expect(await refusedWith(asked)).toBe(code);
  });

  test('is asked for the right at the instant of the request, in the name of token and agency', async () => {
    const asked: unknown[] = [];
    const holds = (right: object, at: number) => asked.push({ ...right, at }) > 0;
    await boundRequest({ ledger: { ...openLedger, holds } });
    expect(asked).toEqual([
      {
        operator: 'osaka-education-officer',
        agency: 'osaka-education',
        purpose: 'juki-b6-2',
        at: Date.UTC(2026, 10, 20, 3),
      },
    ]);
  });
});

test('a person reaches themself by the certificate of the login, and without one nobody', async () => {
  const headers = { purpose: ['juki-self-disclosure'], case: [] };
  const token = { agency: 'resident', kind: 'resident', acr: 'urn:juki:acr:card' } as const;
  const bound = await boundRequest({ headers, token: { ...token, certificate: 'serial' } });
  expect(bound.scope).toEqual({ reach: 'self', certificate: 'serial' });
  expect(await refusedWith({ headers, token })).toBe('PURPOSE_NOT_YOURS');
});

describe('the second hop', () => {
  test('is the linked affair, outside the caller’s own prefecture', async () => {
    const { secondHop, view, scope } = await boundRequest();
    expect(secondHop).toEqual({
      purpose: 'juki-b3-5-2',
      scope: { reach: 'outside-prefecture', prefecture: '27' },
      ordinances: [],
    });
    expect([view.secondHop?.purpose.id, scope.reach]).toEqual(['juki-b3-5-2', 'own-prefecture']);
  });

  test('is none where the law links nothing', async () => {
    const headers = { purpose: ['juki-b5-6'] };
    const { secondHop, view } = await boundRequest({ headers, token: { agency: 'osaka-passport' } });
    expect([secondHop, view.secondHop]).toEqual([null, null]);
  });

  test('is none for who states the linked affair: a hop has no hop', async () => {
    const { secondHop } = await boundRequest({ headers: { purpose: ['juki-b3-5-2'] } });
    expect(secondHop).toBeNull();
  });
});

test('a refusal quotes the article and names its purpose', async () => {
  await expect(boundRequest({ ledger: { ...openLedger, holds: () => false } })).rejects.toThrow(
    /住民基本台帳法別表第六 2項（住民基本台帳法30条の15.*juki-b6-2/,
  );
});
