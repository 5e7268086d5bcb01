import { afterEach, describe, expect, test } from '@jest/globals';
import { createPolicy } from '@juki/authorisation';
import { directivesSdl, readRuleBook } from '@juki/schema-directives';
import { composeSupergraph } from '@juki/snapshot/compose';
import { buildSchema } from 'graphql';
import { replied, startTestGateway, type TestGatewayOptions } from './testing/start-test-gateway.ts';
import { catalogue } from './testing/test-policy.ts';

const S = '@structural(reason: "test")';
const basis = '@legalBasis(provisions: ["juki-12-4"])';
const name = `${basis} @item(id: "name")`;
const head = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.11", import: ["@key", "@composeDirective"])
${directivesSdl}`;
const parts = {
  municipal: `${head}
    type Query ${S} { issued: Int ${S} }
    input Order ${S} { key: ID! ${S} name: String ${name} number: ID @legalBasis(provisions: ["juki-30-15"]) @item(id: "my_number") }
    type Issued ${S} { key: ID ${S} name: String ${name} }
    type Mutation ${S} { order(order: Order! ${S}): Issued ${basis} close: Issued @legalBasis(provisions: ["juki-30-15"]) }`,
  national: `${head}
    type Recorded ${S} { count: Int ${S} }
    type Mutation ${S} { record(key: ID! ${S}): Recorded ${basis} }`,
};
const { supergraphSdl } = composeSupergraph({
  subgraphs: Object.entries(parts).map(([tier, sdl]) => ({ name: tier, url: `http://${tier}`, sdl })),
  catalogue,
});
const ruleBook = readRuleBook(buildSchema(supergraphSdl, { assumeValid: true, assumeValidSDL: true }));
const graph = { supergraphSdl, policy: createPolicy({ ruleBook, catalogue, snapshot: 'test' }) };

/** 住民票の写しの広域交付: reads and notifies. */
const headers = { 'juki-purpose': 'juki-kouiki-kofu' };
const token = () =>
  ({ agency: 'toyonaka', operator: 'toyonaka-clerk', acr: 'urn:juki:acr:two-factor-biometric' }) as const;

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
afterEach(() => gateway.close());
async function before(reply: TestGatewayOptions['reply']) {
  gateway = await startTestGateway({ reply, token, graph });
  return gateway;
}

const order = 'mutation Order($order: Order!) { order(order: $order) { key name } }';
const variables = { order: { key: 'k1', name: '甲' } };

test('a mutation is one fetch of one subgraph, with one grant for it, between intent and delivery', async () => {
  const { ask, fetches, audit } = await before(() => replied({ data: { order: { key: 'k1', name: '甲' } } }));
  const { status, data, errors } = await ask(order, { variables, headers });
  expect({ status, data, errors }).toEqual({ status: 200, data: { order: { key: 'k1', name: '甲' } }, errors: [] });
  expect(fetches.map(({ subgraph, body }) => [subgraph, JSON.parse(body).variables])).toEqual([
    ['municipal', variables],
  ]);
  expect(fetches[0]?.grant).toMatchObject({
    audience: 'municipal',
    purpose: 'juki-kouiki-kofu',
    coordinates: ['Issued.key', 'Issued.name', 'Mutation.order', 'Mutation.order(order:)', 'Order.key', 'Order.name'],
    provisions: ['juki-12-4'],
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(audit.records.map(({ phase }) => phase)).toEqual(['intent', 'delivery']);
});

test('mutations of several subgraphs go out one after the other, in the order of writing', async () => {
  let running = 0;
  const { ask, fetches } = await before(async ({ subgraph }) => {
    running += 1;
    expect(running).toBe(1);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    return replied({
      data: subgraph === 'national' ? { record: { count: 1 }, again: { count: 2 } } : { order: { key: 'k1' } },
    });
  });
  const several =
    'mutation ($order: Order!) { record(key: "a") { count } order(order: $order) { key } again: record(key: "b") { count } }';
  const { data } = await ask(several, { variables, headers });
  expect(fetches.map(({ subgraph }) => subgraph)).toEqual(['national', 'municipal', 'national']);
  expect(new Set(fetches.map(({ grant }) => grant.id)).size).toBe(3);
  expect(data).toEqual({ record: { count: 1 }, order: { key: 'k1' }, again: { count: 2 } });
});

describe('is refused whole, before any subgraph is asked', () => {
  test.each([
    [
      'a closed mutation beside an open one',
      'mutation ($order: Order!) { order(order: $order) { key } close { key } }',
      variables,
    ],
    ['a closed input field', order, { order: { key: 'k1', number: '1' } }],
    ['a closed input field that is null', order, { order: { key: 'k1', number: null } }],
    ['a closed input field in the text', 'mutation { order(order: { key: "k1", number: "1" }) { key } }', {}],
  ])('%s', async (_what, query, sent) => {
    const { ask, fetches, audit } = await before(() => replied({ data: {} }));
    const { status, errors } = await ask(query, { variables: sent, headers });
    expect([status, errors[0]?.extensions['code'], fetches.length]).toEqual([403, 'OPERATION_REFUSED', 0]);
    expect(audit.records.at(-1)).toMatchObject({ phase: 'refused', refusal: 'OPERATION_REFUSED' });
  });

  test('any mutation under a purpose that reads and nothing else', async () => {
    const { ask, fetches } = await before(() => replied({ data: {} }));
    const reading = { 'juki-purpose': 'juki-registry-affairs-in' };
    const { status, errors } = await ask(order, { variables, headers: reading });
    expect([status, errors[0]?.extensions['code'], fetches.length]).toEqual([403, 'OPERATION_REFUSED', 0]);
    expect(errors[0]?.message).toContain('lets its holder read and nothing else');
  });

  test('a mutation by GET', async () => {
    const { ask, fetches } = await before(() => replied({ data: {} }));
    await ask('{ issued }', { headers });
    expect(fetches).toHaveLength(1);
    const url = new URL(gateway.url);
    url.search = new URLSearchParams({ query: 'mutation { record(key: "a") { count } }' }).toString();
    const answer = await fetch(url, {
      headers: { authorization: 'Bearer a.b.c', 'apollo-require-preflight': 'x', ...headers },
    });
    expect([answer.status, fetches.length]).toEqual([405, 1]);
  });
});
