import { expect, test } from '@jest/globals';
import { createMemoryKeyProvider } from './create-memory-key-provider.ts';

test('one seed gives the same keys, another seed or name gives others', () => {
  const keyId = (seed: string, name: string) => createMemoryKeyProvider(seed).signer(name).keyId;
  expect(keyId('one', 'grant')).toBe(keyId('one', 'grant'));
  expect(new Set([keyId('one', 'grant'), keyId('two', 'grant'), keyId('one', 'log/270008')]).size).toBe(3);
});

test('a rotated key signs anew and keeps its past', () => {
  const keys = createMemoryKeyProvider('one');
  const first = keys.signer('grant').keyId;
  keys.rotate('grant');
  expect(keys.publicKeys('grant').map((key) => key.keyId)).toEqual([keys.signer('grant').keyId, first]);
});
