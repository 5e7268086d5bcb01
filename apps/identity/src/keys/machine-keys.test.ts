import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { machines } from '@juki/directory';
import { importJWK, SignJWT } from 'jose';
import { type StartedIdentity, startIdentity } from '../testing/start-identity.ts';
import { loadMachineKeys } from './machine-keys.ts';
import { generatePrivateKey, type PrivateKey } from './private-key.ts';

let started: StartedIdentity;
let keys: ReadonlyMap<string, PrivateKey>;
beforeAll(async () => {
  started = await startIdentity();
  keys = await loadMachineKeys(started.keyDirectory);
});
afterAll(() => started.stop());

async function assertion(id: string, key: PrivateKey | undefined): Promise<Record<string, string>> {
  const { issuer } = started.identity;
  const signed = await new SignJWT()
    .setProtectedHeader({ alg: 'ES256', kid: key?.kid ?? '' })
    .setIssuer(id)
    .setSubject(id)
    .setAudience(issuer)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime('1 minute')
    .sign(await importJWK({ ...(key ?? (await generatePrivateKey())) }, 'ES256'));
  return {
    grant_type: 'client_credentials',
    client_id: id,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: signed,
  };
}

describe('a machine of a tier', () => {
  test.each(machines)('$id gets a token of five minutes with its own key', async ({ id, agency, role }) => {
    const { body } = await started.token(await assertion(id, keys.get(id)));
    const { claims } = await started.verify(body['access_token']);
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(300);
    expect(claims).toMatchObject({
      sub: id,
      acr: 'urn:juki:acr:machine',
      amr: ['swk'],
      juki_kind: 'system',
      juki_agency: agency,
      juki_role: role,
      jti: expect.any(String),
    });
  });

  test('is refused with a key that is not its own', async () => {
    const stranger = await started.token(await assertion('cs-272035', await generatePrivateKey()));
    const neighbour = await started.token(await assertion('cs-272035', keys.get('national-tier')));
    expect([stranger.status, neighbour.status]).toEqual([401, 401]);
    expect([stranger.body['error'], neighbour.body['error']]).toEqual(['invalid_client', 'invalid_client']);
  });

  test('is refused without a key', async () => {
    const { status } = await started.token({ grant_type: 'client_credentials', client_id: 'cs-272035' });
    expect(status).toBe(401);
  });

  test('proves itself once with one assertion', async () => {
    const form = await assertion('cs-272035', keys.get('cs-272035'));
    expect([(await started.token(form)).status, (await started.token(form)).status]).toEqual([200, 401]);
  });

  test('gets no token for another audience', async () => {
    const form = await assertion('cs-272035', keys.get('cs-272035'));
    expect((await started.token({ ...form, resource: 'urn:juki:other' })).body['access_token']).toBeUndefined();
  });
});
