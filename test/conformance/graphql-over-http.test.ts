import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createMemoryAuditLog } from '@juki/audit-log';
import type { Gateway } from '@juki/gateway';
import { serverAudits } from 'graphql-http';
import { gatewayOn, statedPurpose } from '../fixtures/gateway-on.ts';
import { type OpenShop, serveShop } from '../fixtures/shop/serve-shop.ts';

/** The audits of the GraphQL over HTTP specification, as graphql-http publishes them, on the way that every request goes. */

let shop: OpenShop;
let gateway: Gateway;
let url = '';

beforeAll(async () => {
  shop = await serveShop({ record: false });
  const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest();
  gateway = await gatewayOn({
    supergraphSdl: shop.supergraphSdl,
    addresses: shop.addresses,
    rules: 'permissive',
    audit: createMemoryAuditLog({ sha256, random: randomBytes }),
  });
  url = `http://127.0.0.1:${await gateway.listen(0)}/graphql`;
});
afterAll(async () => {
  await gateway.close();
  await shop.close();
});

/** As an agency's front end sends: with token and purpose. */
const fetchFn: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set('authorization', 'Bearer a.b.c');
  headers.set('juki-purpose', statedPurpose);
  return fetch(input, { ...init, headers });
};

const audits = serverAudits({ url: () => url, fetchFn });

describe('what the specification demands', () => {
  const must = audits.filter(({ name }) => name.startsWith('MUST'));

  test('is thirteen points', () => {
    expect(must).toHaveLength(13);
  });

  test.each(must.map(({ name, fn }) => [name, fn] as const))('%s', async (_name, fn) => {
    expect(await fn()).toMatchObject({ status: 'ok' });
  });
});

describe('what it recommends', () => {
  const should = audits.filter(({ name }) => !name.startsWith('MUST'));

  test('is kept where it was kept before', async () => {
    const results = await Promise.all(should.map(({ fn }) => fn()));
    const kept = results.filter(({ status }) => status === 'ok').map(({ id }) => id);
    expect(kept.length).toBeGreaterThanOrEqual(40);
  });
});
