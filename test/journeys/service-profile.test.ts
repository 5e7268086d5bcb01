import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { encodeVerifierKey } from '@juki/audit-log';
import { nodeSha256 } from '@juki/audit-log/postgres';
import { inRepository } from '@juki/launcher';

/** What is meant for development does not start in service, and says what a body must provide instead. */

const witness = encodeVerifierKey(
  nodeSha256,
  { name: 'witness.example/first', publicKey: new Uint8Array(32).fill(9) },
  'cosignature',
);
const complete = {
  PORT: '4999',
  DATABASE_URL: 'postgresql://reader:geheim@db.example.lg.jp/data',
  DATABASE_WRITER_URL: 'postgresql://writer:geheim@db.example.lg.jp/data',
  DATABASE_ERASER_URL: 'postgresql://eraser:geheim@db.example.lg.jp/data',
  AUDIT_WITNESS_URL: 'postgresql://witness:geheim@log.example.lg.jp/audit',
  JUKI_WITNESSES: JSON.stringify({ quorum: 1, witnesses: [{ key: witness, url: 'https://witness.example' }] }),
  JUKI_GATEWAY: 'https://graph.example.lg.jp',
  JUKI_MACHINE_KEYS: '/var/lib/juki/machines',
  JUKI_FOLDER: '/var/lib/juki/folders',
  AUDIT_DATABASE_URL: 'postgresql://writer:geheim@log.example.lg.jp/audit',
  AUDIT_SEQUENCER_URL: 'postgresql://sequencer:geheim@log.example.lg.jp/audit',
  AUDIT_READER_URL: 'postgresql://reader:geheim@log.example.lg.jp/audit',
  JUKI_ISSUER: 'https://login.example.lg.jp',
  JUKI_KEYS: '/var/lib/juki/keys',
  JUKI_BODIES: '270008',
  JUKI_GRANT_KEYS: JSON.stringify([{ keyId: 'grant-1', publicKey: Buffer.alloc(32, 7).toString('base64url') }]),
  JUKI_MUNICIPAL_URL: 'https://municipal.example.lg.jp/graphql',
  JUKI_PREFECTURAL_URL: 'https://prefectural.example.lg.jp/graphql',
  JUKI_NATIONAL_URL: 'https://national.example.lg.jp/graphql',
};

/** Runs a built program to its end with this environment and nothing of ours. */
function run(program: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const [file = '', ...args] = program;
  const { status, stdout, stderr } = spawnSync(process.execPath, [inRepository(file), ...args], {
    env: { PATH: process.env['PATH'] ?? '', JUKI_PROFILE: 'service', ...environment },
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { status, said: stdout + stderr };
}

const tiers = ['municipal', 'prefectural', 'national'] as const;

describe('in the service profile', () => {
  test('the identity provider of development refuses, and tells what the body’s own one must issue', () => {
    const { status, said } = run(['apps/identity/dist/main.js'], { JUKI_KEYS: '/var/lib/juki/identity' });
    expect(status).toBe(1);
    expect(said).toContain('your own OpenID Connect provider (JUKI_ISSUER)');
    for (const word of ['RFC 9068', 'urn:juki:gateway', 'juki_agency', 'acr', 'machine credential']) {
      expect(said).toContain(word);
    }
  });

  test.each(['gateway', ...tiers])('%s refuses key files, and names the module in which keys live instead', (app) => {
    const { status, said } = run([`apps/${app}/dist/main.js`], complete);
    expect(status).toBe(1);
    expect(said).toContain('JUKI_KEYS is a directory of key files: in service, keys live in a PKCS#11 module');
    // All else of this environment is as it should be, so the keys are the one reason; and no password is told.
    expect(said.trim().split('\n')).toHaveLength(2);
    expect(said).not.toContain('geheim');
  });

  test.each(['gateway', ...tiers])('%s refuses to keep a log that nobody else sees', (app) => {
    const { JUKI_WITNESSES: _, ...alone } = complete;
    const { status, said } = run([`apps/${app}/dist/main.js`], alone);
    expect(status).toBe(1);
    expect(said).toContain('JUKI_WITNESSES is missing');
  });

  test.each(['gateway', ...tiers])('%s refuses an issuer that is not reached by https', (app) => {
    const { status, said } = run([`apps/${app}/dist/main.js`], { ...complete, JUKI_ISSUER: 'http://127.0.0.1:4010' });
    expect(status).toBe(1);
    expect(said).toContain(
      'JUKI_ISSUER must be an https address: the development identity provider is not for service',
    );
  });

  test('the gateway refuses ready-made queries, which quote synthetic residents, and tiers without https', () => {
    const { status, said } = run(['apps/gateway/dist/main.js'], {
      ...complete,
      JUKI_EXAMPLES: '/tmp/examples.json',
      JUKI_NATIONAL_URL: 'http://national.example.lg.jp/graphql',
    });
    expect(status).toBe(1);
    expect(said).toContain('JUKI_EXAMPLES quotes synthetic residents; leave it out');
    expect(said).toContain('JUKI_NATIONAL_URL must be an https address');
  });

  test('a profile that is none is no lax one', () => {
    for (const app of ['gateway', 'identity', ...tiers]) {
      const { status, said } = run([`apps/${app}/dist/main.js`], { ...complete, JUKI_PROFILE: 'Service' });
      expect([app, status, said.includes('JUKI_PROFILE must be')]).toEqual([app, 1, true]);
    }
  });

  test('juki start, with its synthetic residents, refuses and tells who starts the processes', () => {
    const { status, said } = run(['packages/cli/bin/juki.mjs', 'start']);
    expect(status).toBe(1);
    expect(said).toContain('synthetic residents');
    expect(said).toContain('a body starts the processes itself, with its own databases, keys and identity provider');
  });

  test('juki token refuses and tells where a token comes from', () => {
    const { status, said } = run(['packages/cli/bin/juki.mjs', 'token', '--operator', 'analyst']);
    expect(status).toBe(1);
    expect(said).toContain('Ask your own identity provider for a token (JUKI_ISSUER)');
  });

  test('a register of agencies with a sandbox, which may state any purpose, is refused', () => {
    const { status, said } = run(['packages/cli/bin/juki.mjs', 'purposes']);
    expect(status).toBe(1);
    expect(said).toContain('sandbox: an agency that may state any purpose is for development only');
  });
});

test('the same commands work in development: it is the profile that refuses', () => {
  const { status, said } = run(['packages/cli/bin/juki.mjs', 'purposes'], { JUKI_PROFILE: 'development' });
  expect([status, said.includes('sandbox')]).toEqual([0, false]);
});
