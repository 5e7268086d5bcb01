import { expect, test } from '@jest/globals';
import { parseTierEnvironment } from './tier-environment.ts';

const key = Buffer.alloc(32, 7).toString('base64url');
const complete = {
  PORT: '4001',
  DATABASE_URL: 'postgresql://reader:geheim@127.0.0.1/municipal',
  DATABASE_WRITER_URL: 'postgresql://writer:geheim@127.0.0.1/municipal',
  DATABASE_ERASER_URL: 'postgresql://eraser:geheim@127.0.0.1/municipal',
  JUKI_GATEWAY: 'http://127.0.0.1:4000',
  JUKI_MACHINE_KEYS: '/keys/machines',
  JUKI_FOLDER: '/folders',
  AUDIT_DATABASE_URL: 'postgresql://writer@127.0.0.1/audit_municipal',
  AUDIT_SEQUENCER_URL: 'postgresql://sequencer@127.0.0.1/audit_municipal',
  AUDIT_READER_URL: 'postgresql://reader@127.0.0.1/audit_municipal',
  AUDIT_WITNESS_URL: 'postgresql://witness@127.0.0.1/audit_municipal',
  JUKI_KEYS: '/keys',
  JUKI_ISSUER: 'http://127.0.0.1:4010',
  JUKI_GRANT_KEYS: JSON.stringify([{ keyId: 'grant-1', publicKey: key }]),
  JUKI_PROFILE: 'development',
  JUKI_BODIES: '272035,272051',
};

function faultsOf(variables: Readonly<Record<string, string | undefined>>): string {
  try {
    parseTierEnvironment(variables);
  } catch (fault) {
    return fault instanceof Error ? fault.message : '';
  }
  return '';
}

test('a complete environment is read', () => {
  expect(parseTierEnvironment(complete)).toMatchObject({
    profile: 'development',
    port: 4001,
    bodies: ['272035', '272051'],
    gatewayKeys: [{ keyId: 'grant-1', publicKey: Uint8Array.from(Buffer.alloc(32, 7)) }],
  });
});

test('the keys of those who notify are read by body; without them nobody is believed', () => {
  const keys = [{ keyId: 'change-1', publicKey: key }];
  const { senderKeys } = parseTierEnvironment({ ...complete, JUKI_SENDER_KEYS: JSON.stringify({ 272035: keys }) });
  expect(senderKeys.get('272035')?.map(({ keyId }) => keyId)).toEqual(['change-1']);
  expect(senderKeys.get('272051')).toBeUndefined();
  expect(parseTierEnvironment(complete).senderKeys.size).toBe(0);
});

test('every fault of an empty environment is told at once', () => {
  const message = faultsOf({});
  for (const name of Object.keys(complete)) expect(message).toContain(`${name} is missing`);
});

test.each([
  ['PORT', 'http'],
  ['JUKI_PROFILE', 'Development'],
  ['JUKI_BODIES', '272035,Osaka'],
  ['JUKI_BODIES', '272035,272035'],
  ['JUKI_WITNESSES', '{}'],
  ['JUKI_WITNESSES', '{"quorum":1,"witnesses":[]}'],
  ['JUKI_GRANT_KEYS', '{}'],
  ['JUKI_GRANT_KEYS', '[]'],
  ['JUKI_SENDER_KEYS', '{}'],
  ['JUKI_SENDER_KEYS', `{"Osaka":[{"keyId":"a","publicKey":"${key}"}]}`],
  ['JUKI_SENDER_KEYS', '{"272035":[{"keyId":"a","publicKey":"AAAA"}]}'],
  ['JUKI_GRANT_KEYS', `[{"keyId":"a","publicKey":"${key}"},{"keyId":"b","publicKey":"AAAA"}]`],
])('%s=%s is refused', (name, value) => {
  expect(faultsOf({ ...complete, [name]: value })).toContain(name);
});

test('the service profile refuses the development identity provider and keys in files', () => {
  const message = faultsOf({ ...complete, JUKI_PROFILE: 'service' });
  expect(message).toContain('JUKI_ISSUER must be an https address');
  expect(message).toContain('JUKI_KEYS is a directory of key files');
  expect(message).toContain('JUKI_WITNESSES is missing');
});

test('no fault quotes a value', () => {
  expect(faultsOf({ ...complete, PORT: '-1', JUKI_PROFILE: 'service' })).not.toContain('geheim');
});
