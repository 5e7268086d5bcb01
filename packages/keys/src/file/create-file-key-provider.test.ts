import { createPublicKey, verify } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { RotatingKeyProvider } from '../rotating-key-provider.ts';
import { createFileKeyProvider } from './create-file-key-provider.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'juki-keys-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const unknown = expect.objectContaining({ code: 'KEY_UNKNOWN' });
const refused = expect.objectContaining({ code: 'CONFIGURATION_INVALID' });

const usesOf = (keys: RotatingKeyProvider) => [
  (name: string) => keys.signer(name),
  (name: string) => keys.mac(name),
  (name: string) => keys.cipher(name),
  (name: string) => keys.publicKeys(name),
  (name: string) => keys.rotate(name),
];

describe('a key that is not there', () => {
  test('is unknown, and is not made, unless making was asked for', async () => {
    const keys = createFileKeyProvider(directory);
    for (const use of usesOf(keys)) expect(() => use('registry/municipal/seal')).toThrow(unknown);
    expect(await readdir(directory)).toEqual([]);
  });

  test('is made when asked for, readable by its owner alone, and found again', async () => {
    const made = createFileKeyProvider(directory, { create: true }).mac('network/ref');
    const { mode } = await stat(path.join(directory, 'network', 'ref.json'));
    expect(mode & 0o777).toBe(0o600);
    expect(createFileKeyProvider(directory).mac('network/ref').digest('x')).toEqual(made.digest('x'));
    expect(await readdir(path.join(directory, 'network'))).toEqual(['ref.json']);
  });

  test('is the same for two providers that make it', () => {
    const [one, two] = [1, 2].map(() => createFileKeyProvider(directory, { create: true }));
    expect(one?.signer('grant').keyId).toBe(two?.signer('grant').keyId);
  });
});

test.each(['', '../grant', 'a/../b', '/etc/passwd', 'a//b', 'a/', '.hidden', 'a.json', 'Grant', 'a\0b', 'a\\b'])(
  'the name %j leads to no key and to no file',
  async (name) => {
    const keys = createFileKeyProvider(directory, { create: true });
    for (const use of usesOf(keys)) expect(() => use(name)).toThrow(unknown);
    expect(await readdir(directory)).toEqual([]);
  },
);

test('a key serves one use only', () => {
  const keys = createFileKeyProvider(directory, { create: true });
  keys.signer('grant');
  expect(() => keys.mac('grant')).toThrow(unknown);
  expect(() => keys.cipher('grant')).toThrow(unknown);
});

describe('a key file', () => {
  test('that others can read is refused', async () => {
    createFileKeyProvider(directory, { create: true }).signer('grant');
    await chmod(path.join(directory, 'grant.json'), 0o640);
    expect(() => createFileKeyProvider(directory).signer('grant')).toThrow(refused);
  });

  test.each(['', '{}', '{"use":"sign","versions":[]}', '{"use":"sign","versions":[{"number":1,"secret":"short"}]}'])(
    'that holds %j is refused, and not overwritten',
    async (text) => {
      const file = path.join(directory, 'grant.json');
      await writeFile(file, text, { mode: 0o600 });
      expect(() => createFileKeyProvider(directory, { create: true }).signer('grant')).toThrow(refused);
      expect((await stat(file)).size).toBe(text.length);
    },
  );
});

describe('after a rotation', () => {
  test('the new version signs, and the old one still verifies', () => {
    const keys = createFileKeyProvider(directory, { create: true });
    const old = keys.signer('grant');
    const signature = old.sign(Buffer.from('text'));
    keys.rotate('grant');
    expect(keys.signer('grant').keyId).not.toBe(old.keyId);
    const [newest, oldest] = keys.publicKeys('grant');
    expect([newest?.keyId, oldest?.keyId]).toEqual([keys.signer('grant').keyId, old.keyId]);
    const verifies = (x = '') =>
      verify(
        null,
        Buffer.from('text'),
        createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }),
        signature,
      );
    expect(verifies(oldest?.jwk.x)).toBe(true);
    expect(verifies(newest?.jwk.x)).toBe(false);
  });

  test('what was sealed before opens, and a provider that runs elsewhere opens what is sealed now', () => {
    const keys = createFileKeyProvider(directory, { create: true });
    const elsewhere = createFileKeyProvider(directory);
    const before = keys.cipher('seal').seal('before', 'context');
    const held = elsewhere.cipher('seal');
    keys.rotate('seal');
    const after = keys.cipher('seal').seal('after', 'context');
    expect([before[1], after[1]]).toEqual([1, 2]);
    expect(keys.cipher('seal').open(before, 'context')).toBe('before');
    expect(held.open(after, 'context')).toBe('after');
  });

  test('a keyed hash would be lost, so it is refused', () => {
    const keys = createFileKeyProvider(directory, { create: true });
    const before = keys.mac('index').digest('x');
    expect(() => keys.rotate('index')).toThrow(unknown);
    expect(keys.mac('index').digest('x')).toEqual(before);
  });

  test('a rotation that another one holds up is refused', async () => {
    const keys = createFileKeyProvider(directory, { create: true });
    keys.signer('grant');
    await writeFile(path.join(directory, 'grant.json.lock'), '');
    expect(() => keys.rotate('grant')).toThrow(refused);
    expect(keys.publicKeys('grant')).toHaveLength(1);
  });
});
