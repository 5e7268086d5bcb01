import { createHash, randomBytes } from 'node:crypto';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createMemoryAuditLog } from '@juki/audit-log';
import type { Gateway } from '@juki/gateway';
import { gatewayOn, statedPurpose } from '../fixtures/gateway-on.ts';
import { shopQueries } from '../fixtures/shop/queries.ts';
import { type OpenShop, serveShop } from '../fixtures/shop/serve-shop.ts';

/** Our executor over query plans, held against the one that ships with @apollo/gateway, on the same subgraphs. */

const audit = createMemoryAuditLog({
  sha256: (data) => createHash('sha256').update(data).digest(),
  random: (length) => randomBytes(length),
});
let shop: OpenShop;
let ours: Gateway;
let url: string;
let plain: ApolloServer;

beforeAll(async () => {
  shop = await serveShop();
  ours = await gatewayOn({ supergraphSdl: shop.supergraphSdl, addresses: shop.addresses, rules: 'ruled', audit });
  url = `http://127.0.0.1:${await ours.listen(0)}/graphql`;
  plain = new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl: shop.supergraphSdl }) });
  await plain.start();
});
afterAll(async () => {
  await ours.close();
  await plain.stop();
  await shop.close();
});

async function answerOfOurs(query: string, variables = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer a.b.c', 'juki-purpose': statedPurpose },
    body: JSON.stringify({ query, variables }),
  });
  return JSON.parse(await response.text());
}

async function answerOfPlain(query: string, variables = {}) {
  const { body } = await plain.executeOperation({ query, variables });
  return JSON.parse(JSON.stringify(body.kind === 'single' ? body.singleResult : {}));
}

const queries: Record<string, string> = {
  ...shopQueries,
  aliases: '{ a: users { b: id c: name d: reviews { e: body f: author { g: username } } } }',
  'the same field twice': '{ users { id reviews { id } } users { reviews { body } } }',
  'fragments in fragments':
    'query { users { ...A } } fragment A on User { ...B reviews { ...C } } fragment B on User { id } fragment C on Review { product { ...D } } fragment D on Product { shippingEstimate price }',
  'typenames everywhere':
    '{ __typename users { __typename t: __typename reviews { __typename product { __typename name } } } }',
  'a null on the way': '{ user(id: "nobody") { id reviews { id } } me { id } }',
  arguments: '{ one: topProducts(first: 1) { upc reviews { id } } two: topProducts(first: 2) { upc inStock } }',
  'names of the prototype': '{ constructor: users { hasOwnProperty: id toString: name valueOf: reviews { id } } }',
  'required fields nobody asked for': '{ topProducts { shippingEstimate } }',
};

describe('answers as @apollo/gateway does', () => {
  test.each(Object.entries(queries))('%s', async (_name, query) => {
    const { data } = await answerOfOurs(query);
    expect(data).toEqual((await answerOfPlain(query)).data);
    expect(data).not.toBeNull();
  });

  test('with variables, conditions and defaults', async () => {
    const query =
      'query ($first: Int = 2, $with: Boolean!) { topProducts(first: $first) { upc reviews @include(if: $with) { id } name @skip(if: $with) } }';
    for (const variables of [{ with: true }, { with: false }, { with: true, first: 4 }]) {
      expect((await answerOfOurs(query, variables)).data).toEqual((await answerOfPlain(query, variables)).data);
    }
  });

  test('and keeps the order of the caller’s keys', async () => {
    const query = '{ users { username id reviews { product { upc name } body id } name } }';
    expect(JSON.stringify((await answerOfOurs(query)).data)).toBe(JSON.stringify((await answerOfPlain(query)).data));
  });
});

describe('on the wire', () => {
  test('every fetch carries a grant of its own', async () => {
    shop.wire.length = 0;
    await answerOfOurs(shopQueries.heavy);
    const grants = shop.wire.map(({ grant }) => grant);
    expect(grants.length).toBeGreaterThan(5);
    expect(new Set(grants).size).toBe(grants.length);
    expect(grants).not.toContain(undefined);
  });

  test('one entity is asked for once in a fetch, however often it stands in the answer', async () => {
    shop.wire.length = 0;
    await answerOfOurs(shopQueries.heavy);
    for (const { variables } of shop.wire) {
      const representations = Array.isArray(variables['representations']) ? variables['representations'] : [];
      expect(new Set(representations.map((it) => JSON.stringify(it))).size).toBe(representations.length);
    }
  });

  test('a name in the prototype’s place is refused, whatever it hides', async () => {
    const { data, errors } = await answerOfOurs('{ __proto__: users { id } }');
    expect(data).toBeUndefined();
    expect(errors).toHaveLength(1);
  });
});
