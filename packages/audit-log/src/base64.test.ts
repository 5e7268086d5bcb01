import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeBase64, decodeBase64Url, encodeBase64, encodeBase64Url } from './base64.ts';

test('agrees with the platform on every byte string', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect(encodeBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
      expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
      expect(decodeBase64Url(encodeBase64Url(bytes))).toEqual(bytes);
    }),
  );
});

test.each([['Zg'], ['Zg='], ['Zh=='], ['Zm9vYg'], ['Zm9=v'], ['Zm 9v'], ['Z==='], ['Zm9v===='], ['Zm9v=']])(
  'refuses %s, which is not the one encoding of its bytes',
  (text) => {
    expect(decodeBase64(text)).toBeNull();
  },
);

test.each([['Z'], ['Zh'], ['Zg=='], ['Zm+v']])('refuses %s as base64url', (text) => {
  expect(decodeBase64Url(text)).toBeNull();
});
