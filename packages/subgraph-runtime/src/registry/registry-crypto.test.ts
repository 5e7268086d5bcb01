import { expect, test } from '@jest/globals';
import { createMemoryKeyProvider } from '@juki/keys/testing';
import { createRegistryCrypto, personRef } from './registry-crypto.ts';

const keys = createMemoryKeyProvider('test');
const municipal = createRegistryCrypto(keys, 'municipal');
const national = createRegistryCrypto(keys, 'national');
const ref = personRef(keys, '10000000000');
const other = personRef(keys, '10000000001');

test('a sealed number opens in its own tier, column and row', () => {
  const sealed = municipal.seal('individual_number', ref, '123456789018');
  expect(municipal.open('individual_number', ref, sealed)).toBe('123456789018');
});

test('a sealed number opens nowhere else: not in another row, column or tier', () => {
  const sealed = municipal.seal('individual_number', ref, '123456789018');
  expect(() => municipal.open('individual_number', other, sealed)).toThrow();
  expect(() => municipal.open('previous_individual_number', ref, sealed)).toThrow();
  expect(() => national.open('individual_number', ref, sealed)).toThrow();
});

test('equal numbers are not equal when sealed, but lead to one key of the locator', () => {
  const [first, second] = [1, 2].map(() => municipal.seal('resident_code', ref, '10000000000'));
  expect(first).not.toEqual(second);
  expect(municipal.locatorKey('resident_code', '10000000000')).toEqual(
    municipal.locatorKey('resident_code', '10000000000'),
  );
});

test('keys of the locator differ by kind and by tier, so that two files do not join', () => {
  const key = Buffer.from(municipal.locatorKey('certificate', '1')).toString('hex');
  expect(Buffer.from(municipal.locatorKey('resident_code', '1')).toString('hex')).not.toBe(key);
  expect(Buffer.from(national.locatorKey('certificate', '1')).toString('hex')).not.toBe(key);
});

test('names that are written alike lead to one key, with one date of birth only', () => {
  expect(municipal.nameLocatorKey('山田　太郎', '1980-04-05')).toEqual(
    municipal.nameLocatorKey('山田太郎', '1980-04-05'),
  );
  expect(municipal.nameLocatorKey('山田太郎', '1980-04-06')).not.toEqual(
    municipal.nameLocatorKey('山田太郎', '1980-04-05'),
  );
});

test('a ref is sixteen bytes, one for each first 住民票コード', () => {
  expect(ref).toHaveLength(16);
  expect(personRef(keys, '10000000000')).toEqual(ref);
  expect(other).not.toEqual(ref);
});
