import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createFileKeyProvider } from '@juki/keys';
import { bodies } from './layout.ts';
import { makeKeys } from './make-keys.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'juki-keys-'));
});
afterAll(() => rm(directory, { recursive: true }));

test('every key that a service asks for is there, and none is made twice', () => {
  const first = makeKeys(directory);
  expect(makeKeys(directory)).toBe(first);
  const keys = createFileKeyProvider(directory);
  for (const body of Object.values(bodies).flat()) {
    expect(keys.signer(`log/${body}`).publicKey).toHaveLength(32);
    expect(keys.mac(`pseudonym/${body}`).digest('x')).toHaveLength(32);
  }
  expect(() => keys.signer('log/131016')).toThrow(expect.objectContaining({ code: 'KEY_UNKNOWN' }));
});

test('the tiers learn the public halves of the gateway, a former one too', () => {
  const [only] = JSON.parse(makeKeys(directory));
  const keys = createFileKeyProvider(directory);
  expect(only.keyId).toBe(keys.signer('grant').keyId);
  expect(Buffer.from(only.publicKey, 'base64url')).toEqual(Buffer.from(keys.signer('grant').publicKey));
  keys.rotate('grant');
  expect(JSON.parse(makeKeys(directory))).toEqual([{ keyId: expect.any(String), publicKey: expect.any(String) }, only]);
});
