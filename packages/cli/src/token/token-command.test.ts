import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, importJWK, jwtVerify } from 'jose';
import { createFakeCli } from '../testing/fake-deps.ts';
import { announceSystem } from '../testing/fake-system.ts';

/** An identity provider that writes down what it is asked, and gives or refuses a token. */
function provider(answer: object = { access_token: 'a.b.c', expires_in: 900 }, status = 200) {
  const asked: { address: string; form: Record<string, string> }[] = [];
  const fetch: typeof globalThis.fetch = async (address, request) => {
    const sent = new Request(address, request);
    asked.push({ address: sent.url, form: Object.fromEntries(new URLSearchParams(await sent.text())) });
    return new Response(JSON.stringify(answer), { status });
  };
  return { asked, fetch };
}

describe('juki token', () => {
  test('prints a bare token, so that a shell can put it into a header', async () => {
    const { asked, fetch } = provider();
    const cli = await createFakeCli({ fetch });
    await announceSystem(cli.deps);
    expect(await cli.run('token', '--operator', 'analyst')).toEqual({ code: 0, out: 'a.b.c\n', said: '' });
    expect(asked).toEqual([
      {
        address: 'http://127.0.0.1:4001/token',
        form: { grant_type: 'urn:juki:grant-type:development-operator', client_id: 'juki-cli', operator: 'analyst' },
      },
    ]);
  });

  test('asks for a weaker login by its short name, and for fewer seconds', async () => {
    const { asked, fetch } = provider();
    const cli = await createFakeCli({ fetch });
    await announceSystem(cli.deps);
    await cli.run('token', '--operator', 'suita-clerk', '--acr', 'two-factor', '--lifetime', '60');
    expect(asked[0]?.form).toMatchObject({ acr: 'urn:juki:acr:two-factor', lifetime: '60' });
  });

  test.each([[[]], [['--operator', 'Analyst']], [['--operator', '__proto__']]])(
    'lists the operators for %j',
    async (args) => {
      const { code, out, said } = await (await createFakeCli()).run('token', ...args);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(said).toContain('osaka-education-officer');
      expect(said).toContain('national-tier');
    },
  );

  test('refuses a login that the operator does not have, before asking', async () => {
    const { code, said } = await (await createFakeCli()).run('token', '--operator', 'analyst', '--acr', 'card');
    expect(code).toBe(2);
    expect(said).toContain('--acr is one of: two-factor');
  });

  test('does not exist in the service profile', async () => {
    const environment = { profile: 'service', port: undefined, language: 'en', inherited: {} } as const;
    const cli = await createFakeCli({ environment });
    await announceSystem(cli.deps);
    const { code, out, said } = await cli.run('token', '--operator', 'analyst');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(said).toContain('your own identity provider');
  });

  test('says what the provider said when it refuses, or that it does not answer', async () => {
    const refusing = await createFakeCli(provider({ error: 'invalid_grant', error_description: 'no operator' }, 400));
    await announceSystem(refusing.deps);
    expect(await refusing.run('token', '--operator', 'analyst')).toMatchObject({
      code: 1,
      said: 'The identity provider gave no token: no operator.\n',
    });
    const silent = await createFakeCli({ fetch: () => Promise.reject(new TypeError('fetch failed')) });
    await announceSystem(silent.deps);
    const { code, said } = await silent.run('token', '--operator', 'analyst');
    expect(code).toBe(1);
    expect(said).toContain('does not answer');
  });

  test('proves a machine with its own key, and nothing else', async () => {
    const { asked, fetch } = provider();
    const cli = await createFakeCli({ fetch });
    const keys = join(await announceSystem(cli.deps), 'keys');
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    await mkdir(join(keys, 'identity', 'machines'), { recursive: true });
    await writeFile(
      join(keys, 'identity', 'machines', 'national-tier.json'),
      JSON.stringify({ ...(await exportJWK(privateKey)), kid: 'k' }),
    );
    expect(await cli.run('token', '--operator', 'national-tier')).toMatchObject({ code: 0, out: 'a.b.c\n' });
    const form = asked[0]?.form ?? {};
    expect(form).toMatchObject({ grant_type: 'client_credentials', client_id: 'national-tier' });
    const verified = await jwtVerify(
      form['client_assertion'] ?? '',
      await importJWK(await exportJWK(publicKey), 'ES256'),
      {
        issuer: 'national-tier',
        audience: 'http://127.0.0.1:4001',
        currentDate: new Date(cli.deps.clock()),
      },
    );
    expect(verified.payload.sub).toBe('national-tier');
  });

  test('says where the key of a machine is missing, without quoting it', async () => {
    const cli = await createFakeCli();
    await announceSystem(cli.deps);
    const { code, said } = await cli.run('token', '--operator', 'national-tier');
    expect(code).toBe(1);
    expect(said).toMatch(/cannot be read from .*national-tier\.json/);
  });
});
