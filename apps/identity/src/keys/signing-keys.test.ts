import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { errors } from 'jose';
import { startIdentity } from '../testing/start-identity.ts';
import { loadSigningKeys, rotateSigningKeys } from './signing-keys.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'juki-keys-'));
});
afterAll(() => rm(directory, { recursive: true }));

describe('signing keys', () => {
  test('are made once, even by several processes at once', async () => {
    const shared = join(directory, 'shared');
    const loaded = await Promise.all([1, 2, 3].map(() => loadSigningKeys(shared)));
    expect(new Set(loaded.map(([key]) => key.kid)).size).toBe(1);
    expect(await readdir(shared)).toEqual(['signing-keys.json']);
  });

  test('rotate with the last key beside the new one, and no further', async () => {
    const place = join(directory, 'rotating');
    const [first] = await loadSigningKeys(place);
    const [second, overlap] = await rotateSigningKeys(place);
    expect(overlap?.kid).toBe(first.kid);
    expect((await rotateSigningKeys(place)).map(({ kid }) => kid).slice(1)).toEqual([second.kid]);
    expect(await loadSigningKeys(place)).toHaveLength(2);
  });

  test('are refused where others can read them', async () => {
    const place = join(directory, 'open');
    await loadSigningKeys(place);
    await chmod(join(place, 'signing-keys.json'), 0o644);
    await expect(loadSigningKeys(place)).rejects.toMatchObject({ code: 'CONFIGURATION_INVALID' });
  });

  test.each(['{"keys":[]}', '{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}', 'not json secret', '[]'])(
    'are refused where the file holds %p, without quoting it',
    async (content) => {
      const place = await mkdtemp(join(directory, 'bad-'));
      await writeFile(join(place, 'signing-keys.json'), content, { mode: 0o600 });
      const fault = await loadSigningKeys(place).catch((cause: unknown) => cause);
      expect(fault).toMatchObject({ code: 'CONFIGURATION_INVALID' });
      expect(inspect(fault)).not.toMatch(/not json secret|c2VjcmV0/);
    },
  );
});

describe('a running provider that rotates its key', () => {
  test('signs with the new key, verifies tokens of the last one, and drops the one before', async () => {
    const started = await startIdentity();
    const before = (await started.operatorToken('analyst')).body['access_token'];
    const first = await started.verify(before);

    await started.identity.rotate();
    const after = await started.verify((await started.operatorToken('analyst')).body['access_token']);
    expect(after.kid).not.toBe(first.kid);
    expect((await started.verify(before)).kid).toBe(first.kid);

    await started.identity.rotate();
    await expect(started.verify(before)).rejects.toThrow(errors.JWKSNoMatchingKey);
    await started.stop();
  });
});
