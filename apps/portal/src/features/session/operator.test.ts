import { expect, test } from '@jest/globals';
import { loginStrengthWords, operatorOf, unverifiedClaims } from './operator.ts';

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

test('reads Japanese claims out of a token', () => {
  const token = `${encode({ alg: 'ES256' })}.${encode({ sub: 'toyonaka-clerk', juki_section: '市民課～窓口' })}.x`;
  const operator = operatorOf(unverifiedClaims(token), { name: 'Sakura', 'name#ja': '山本 さくら' });
  expect(operator).toMatchObject({
    id: 'toyonaka-clerk',
    section: '市民課～窓口',
    name: { ja: '山本 さくら', en: 'Sakura' },
    agency: null,
  });
});

test.each(['', 'opaque', 'a.b.c', `a.${encode(['x'])}.c`])('reads nothing out of %j', (token) => {
  expect(unverifiedClaims(token)).toEqual({});
});

test('names a login strength, and shows an unknown one as it stands', () => {
  expect(loginStrengthWords('urn:juki:acr:two-factor').ja).toBe('二要素認証');
  expect(loginStrengthWords('constructor').ja).toBe('constructor');
  expect(loginStrengthWords(null).en).toBe('Not stated');
});
