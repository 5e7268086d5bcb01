import { describe, expect, test } from '@jest/globals';
import { JukiError } from '@juki/errors';
import { readEnvironment } from './environment.ts';

const good = { JUKI_KEYS: '/keys' };

function faultsOf(env: Record<string, string>): unknown {
  try {
    readEnvironment(env);
  } catch (error) {
    return error instanceof JukiError ? [error.code, error.details['faults']] : error;
  }
  return undefined;
}

describe('the environment of the identity provider', () => {
  test('needs a directory of keys and nothing else', () => {
    expect(readEnvironment(good)).toEqual({
      port: 4010,
      issuer: 'http://127.0.0.1:4010',
      keyDirectory: '/keys',
      portalOrigins: ['http://127.0.0.1:4000'],
      logLevel: 'info',
      rotateKeys: false,
    });
  });

  test('reports all faults together', () => {
    const faults = faultsOf({ PORT: '0', JUKI_ISSUER: 'x', JUKI_PORTAL_ORIGIN: 'http://a/', LOG_LEVEL: 'loud' });
    expect(faults).toEqual([
      'CONFIGURATION_INVALID',
      [
        expect.stringContaining('PORT'),
        expect.stringContaining('JUKI_ISSUER'),
        expect.stringContaining('JUKI_KEYS'),
        expect.stringContaining('JUKI_PORTAL_ORIGIN'),
        expect.stringContaining('LOG_LEVEL'),
      ],
    ]);
  });

  test('refuses the service profile and says what a body must provide instead', () => {
    expect(faultsOf({ ...good, JUKI_PROFILE: 'service' })).toEqual([
      'CONFIGURATION_INVALID',
      [expect.stringContaining('your own OpenID Connect provider')],
    ]);
    expect(faultsOf({ ...good, JUKI_PROFILE: 'development' })).toBeUndefined();
  });

  test('refuses a profile that it does not know, so that a slip of the pen does not open development', () => {
    expect(faultsOf({ ...good, JUKI_PROFILE: 'Service' })).toEqual(['CONFIGURATION_INVALID', [expect.any(String)]]);
  });

  test.each(['http://a.example/', 'http://a.example:80', 'http://a.example/x', 'HTTP://a.example', 'null', '*', ''])(
    'refuses the portal origin %p, which no browser writes so',
    (origin) => {
      expect(faultsOf({ ...good, JUKI_PORTAL_ORIGIN: origin })).toEqual([
        'CONFIGURATION_INVALID',
        [expect.any(String)],
      ]);
    },
  );

  test('takes several portal origins', () => {
    const { portalOrigins } = readEnvironment({ ...good, JUKI_PORTAL_ORIGIN: 'http://127.0.0.1:1,http://127.0.0.1:2' });
    expect(portalOrigins).toEqual(['http://127.0.0.1:1', 'http://127.0.0.1:2']);
  });
});
