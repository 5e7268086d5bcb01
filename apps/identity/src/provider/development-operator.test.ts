import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loginStrengths, operators } from '@juki/directory';
import { errors } from 'jose';
import { type StartedIdentity, startIdentity } from '../testing/start-identity.ts';

let started: StartedIdentity;
beforeAll(async () => {
  started = await startIdentity();
});
afterAll(() => started.stop());

describe('a token for a shell', () => {
  test.each(operators)('of $id verifies and says who asks', async (operator) => {
    const { body } = await started.operatorToken(operator.id);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 900, scope: 'graph' });
    const { claims } = await started.verify(body['access_token']);
    const { exp = 0, iat = 0 } = claims;
    expect(exp - iat).toBe(900);
    expect(claims).toEqual({
      iss: started.identity.issuer,
      aud: 'urn:juki:gateway',
      sub: operator.id,
      client_id: 'juki-cli',
      scope: 'graph',
      jti: expect.any(String),
      iat,
      exp,
      acr: operator.strengths[0],
      amr: loginStrengths[operator.strengths[0]].amr,
      juki_kind: operator.kind,
      juki_agency: operator.agency,
      juki_role: operator.role,
      ...(operator.section === null ? {} : { juki_section: operator.section }),
      ...(operator.terminal === null ? {} : { juki_terminal: operator.terminal }),
      ...(operator.certificate === null ? {} : { juki_certificate: operator.certificate }),
    });
  });

  test('has an id of its own each time', async () => {
    const ids = await Promise.all(
      ['analyst', 'analyst'].map(async (id) => {
        const { body } = await started.operatorToken(id);
        return (await started.verify(body['access_token'])).claims.jti;
      }),
    );
    expect(new Set(ids).size).toBe(2);
  });

  test.each(['nobody', '', '__proto__', 'Toyonaka-clerk', 'cs-272035'])('is refused for %p', async (id) => {
    const { status, body } = await started.operatorToken(id);
    expect({ status, error: body['error'], token: body['access_token'] }).toEqual({
      status: 400,
      error: 'invalid_grant',
      token: undefined,
    });
  });

  test('carries a weaker login where the entry allows one', async () => {
    const { body } = await started.operatorToken('toyonaka-clerk', { acr: 'urn:juki:acr:two-factor' });
    const { claims } = await started.verify(body['access_token']);
    expect(claims).toMatchObject({ acr: 'urn:juki:acr:two-factor', amr: ['pwd', 'sc', 'mfa'] });
  });

  test.each([
    ['analyst', 'urn:juki:acr:two-factor-biometric'],
    ['resident', 'urn:juki:acr:two-factor'],
    ['toyonaka-clerk', 'urn:juki:acr:machine'],
    ['toyonaka-clerk', 'toString'],
  ])('is refused to %s with the login strength %s', async (operator, acr) => {
    expect((await started.operatorToken(operator, { acr })).body['error']).toBe('invalid_grant');
  });

  test('expires when it says so', async () => {
    const { body } = await started.operatorToken('analyst', { lifetime: '1' });
    expect(body['expires_in']).toBe(1);
    const { claims } = await started.verify(body['access_token']);
    const end = new Date((claims.exp ?? 0) * 1000);
    await expect(started.verify(body['access_token'], end)).rejects.toThrow(errors.JWTExpired);
  });

  test.each(['0', '901', '-1', '1e2', 'long'])('is refused for the lifetime %p', async (lifetime) => {
    expect((await started.operatorToken('analyst', { lifetime })).body['error']).toBe('invalid_grant');
  });

  test('is for the command line only', async () => {
    const { status, body } = await started.operatorToken('analyst', { client_id: 'juki-portal' });
    expect({ status, token: body['access_token'] }).toEqual({ status: 400, token: undefined });
  });
});
