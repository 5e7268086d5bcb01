import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { allCoordinates } from './testing/all-coordinates.ts';
import { createSmallSubgraph, smallTypeDefs } from './testing/small-subgraph.ts';
import {
  startTestSubgraph,
  type TestReply,
  type TestRequest,
  type TestSubgraph,
} from './testing/start-test-subgraph.ts';

let subgraph: TestSubgraph;
let calls: string[];

beforeEach(async () => {
  calls = [];
  subgraph = await startTestSubgraph({
    audience: 'prefectural',
    typeDefs: smallTypeDefs,
    bodies: ['270008'],
    create: (parts) => createSmallSubgraph(parts, calls),
  });
});
afterEach(() => subgraph.close());

const query = '{ find(key: { name: "x" }) { record { secret } } }';

/** Refused, nothing resolved, nothing said but code and catalogue message, and the refusal is in the log. */
function expectRefused({ status, text, json }: TestReply, wanted: { status: number; code: string }) {
  expect({ status, code: json.errors?.[0]?.extensions?.['code'] }).toEqual(wanted);
  expect(json.data).toBeUndefined();
  expect(Object.keys(json.errors?.[0]?.extensions ?? {})).toEqual(['code', 'correlation']);
  expect(text).not.toMatch(/secret|Record|Person|Did you mean|stack|node_modules/);
  expect(calls).toEqual([]);
  expect(subgraph.audit.records).toHaveLength(1);
  expect(subgraph.audit.records[0]).toMatchObject({ phase: 'refused', subject: null, coordinates: [] });
}

test('a granted operation is answered, as the neighbour of all that follows', async () => {
  const { status, json } = await subgraph.send({ query });
  expect(status).toBe(200);
  expect(json.data).toEqual({ find: [{ record: { secret: 'the secret' } }] });
  expect(subgraph.audit.records).toEqual([
    expect.objectContaining({ phase: 'outcome', coordinates: ['Person.record', 'Query.find', 'Record.secret'] }),
  ]);
});

describe('refuses, discloses nothing and records', () => {
  const refused = { status: 401, code: 'GRANT_INVALID' };

  test('an operation without a grant', async () => {
    expectRefused(await subgraph.send({ query, grant: null }), { status: 401, code: 'GRANT_MISSING' });
  });

  test.each<[string, TestRequest['grant']]>([
    ['another tier', { audience: 'national' }],
    ['another body', { bodyHash: 'x'.repeat(43) }],
    ['another token', { tokenHash: 'x'.repeat(43) }],
    ['another officer', { actor: actor({ operator: 'somebody-else' }) }],
    ['another agency', { actor: actor({ agency: 'mhlw' }) }],
    ['another role', { actor: actor({ role: 'chief' }) }],
    ['a stronger login', { actor: actor({ acr: 'urn:juki:acr:two-factor-biometric' }) }],
    ["somebody else's certificate", { scope: { reach: 'self', certificate: 'CERT-9' } }],
    ['a life longer than a fetch', { expiresAt: Math.floor(Date.UTC(2026, 10, 20, 3) / 1000) + 3600 }],
    ['a time to come', { issuedAt: Math.floor(Date.UTC(2026, 10, 20, 4) / 1000) }],
  ])('a grant for %s', async (_what, grant) => {
    expectRefused(await subgraph.send({ query, grant: grant ?? {} }), refused);
  });

  test('an expired grant', async () => {
    const body = JSON.stringify({ query });
    const { authorization } = subgraph.caller;
    const rawGrant = subgraph.gateway.issue(subgraph.gateway.grant(body, authorization, {}));
    subgraph.advance(60_000);
    expectRefused(await subgraph.send({ query, rawGrant }), refused);
  });

  test('a grant of another key, though it names the right one', async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    expectRefused(await subgraph.send({ query, rawGrant: forge((data) => sign(null, data, privateKey)) }), refused);
  });

  test('a grant with alg none, and one with the public key as a shared secret', async () => {
    const unsigned = forge(() => Buffer.alloc(0), { alg: 'none', kid: 'gateway-1', typ: 'juki-grant+jwt' });
    expectRefused(await subgraph.send({ query, rawGrant: unsigned }), refused);
    await restart();
    const hmac = (data: Buffer) => createHmac('sha256', 'public key').update(data).digest();
    const shared = forge(hmac, { alg: 'HS256', kid: 'gateway-1', typ: 'juki-grant+jwt' });
    expectRefused(await subgraph.send({ query, rawGrant: shared }), refused);
  });

  test('a grant with one changed bit', async () => {
    const body = JSON.stringify({ query });
    const issued = subgraph.gateway.issue(subgraph.gateway.grant(body, subgraph.caller.authorization, {}));
    const [header, payload = '', signature] = issued.split('.');
    const json = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const widened = Buffer.from(JSON.stringify({ ...json, purpose: 'juki-b6-3' })).toString('base64url');
    expectRefused(await subgraph.send({ query, rawGrant: `${header}.${widened}.${signature}` }), refused);
  });

  test('a token that the provider did not sign', async () => {
    const [head, payload, signature = ''] = subgraph.caller.authorization.split('.');
    const authorization = `${head}.${payload}.${signature.slice(1)}${signature.slice(0, 1)}`;
    expectRefused(await subgraph.send({ query, authorization }), {
      status: 401,
      code: 'UNAUTHENTICATED',
    });
  });

  const exceeded = { status: 403, code: 'GRANT_EXCEEDED' };

  test.each<[string, TestRequest['grant']]>([
    [
      'lists a coordinate that the purpose does not open',
      { coordinates: [...allCoordinates(smallTypeDefs), 'Record.everything'] },
    ],
    ['states a purpose that the snapshot does not know', { purpose: 'juki-b6-99' }],
    ['states __proto__ as its purpose', { purpose: '__proto__' }],
    ['reaches the nation under a purpose of one prefecture', { scope: { reach: 'nationwide' } }],
    ['reaches another prefecture than that of its agency', { scope: { reach: 'own-prefecture', prefecture: '40' } }],
    ['was decided under the law of another day', { date: '2015-10-04' }],
    ['was decided long ago', { date: '2015-10-05', decidedAt: Date.UTC(2015, 9, 5) }],
  ])('a grant that %s', async (_what, grant) => {
    expectRefused(await subgraph.send({ query, grant: grant ?? {} }), exceeded);
  });

  const narrow = ['Query.find', 'Query.find(key:)', 'Key.name', 'Person.record', 'Record.name'];

  test.each([
    ['a field', '{ find { record { secret } } }'],
    ['a field under an alias', '{ find { record { name: secret } } }'],
    ['a field under the alias __proto__', '{ find { record { __proto__: secret } } }'],
    ['a field in a fragment', '{ find { ...F } } fragment F on Person { record { secret } }'],
    ['a field in a skipped selection', '{ find { record { name secret @skip(if: true) } } }'],
    ['an input field', '{ find(key: { name: "x", sex: MALE }) { record { name } } }'],
    ['the schema', '{ __schema { types { name } } }'],
    ['a type', '{ __type(name: "Record") { fields { name } } }'],
    ['the schema inside a fragment', 'query { ...Q } fragment Q on Query { __schema { types { name } } }'],
    ['the SDL', '{ _service { sdl } }'],
    ['the SDL under an alias', '{ find: _service { sdl } }'],
    ['a field that does not exist', '{ find { record { secre } } }'],
    ['two operations', 'query A { find { record { name } } } query B { find { record { name } } }'],
    ['a subscription', 'subscription { find { record { name } } }'],
    ['a mutation', 'mutation { find { record { name } } }'],
    ['no operation', 'not GraphQL'],
  ])('an operation that asks beyond its grant for %s', async (_what, asked) => {
    expectRefused(await subgraph.send({ query: asked, grant: { coordinates: narrow } }), exceeded);
  });

  test.each([
    ['an input field', { key: { name: 'x', sex: null } }],
    ['an input field that does not exist', { key: { constructor: 'x' } }],
  ])('variables that name %s beyond the grant', async (_what, variables) => {
    const asked = 'query ($key: Key) { find(key: $key) { record { name } } }';
    expectRefused(await subgraph.send({ query: asked, variables, grant: { coordinates: narrow } }), exceeded);
  });

  test('a variable called __proto__ that hides an input field', async () => {
    const asked = 'query ($__proto__: Key) { find(key: $__proto__) { record { name } } }';
    const variables = { ['__proto__']: { name: 'x', sex: 'FEMALE' } };
    expectRefused(await subgraph.send({ query: asked, variables, grant: { coordinates: narrow } }), exceeded);
  });

  test('an enum value beyond the grant, in a variable', async () => {
    const asked = 'query ($sex: Sex) { find(key: { sex: $sex }) { record { name } } }';
    const coordinates = [...narrow, 'Key.sex'];
    expectRefused(await subgraph.send({ query: asked, variables: { sex: 'MALE' }, grant: { coordinates } }), exceeded);
  });

  test.each([
    ['of another type', { __typename: 'Record', secret: 'x' }],
    ['of a type that does not exist', { __typename: 'constructor' }],
    ['with a field that does not exist', { __typename: 'Person', ref: 'x', toString: 'x' }],
    ['with a field beyond the grant', { __typename: 'Person', ref: 'x', record: {} }],
    ['that is no object', 'Person'],
  ])('a representation %s', async (_what, representation) => {
    const asked = 'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }';
    const variables = { representations: [representation] };
    const coordinates = narrow.filter((coordinate) => coordinate !== 'Person.record');
    expectRefused(await subgraph.send({ query: asked, variables, grant: { coordinates } }), exceeded);
  });

  test('an operation that is not one', async () => {
    const body = JSON.stringify([{ query }, { query }]);
    const { authorization } = subgraph.caller;
    const grant = subgraph.gateway.issue(subgraph.gateway.grant(body, authorization, { coordinates: narrow }));
    const response = await fetch(`${subgraph.address}/graphql`, {
      method: 'POST',
      headers: { authorization, 'juki-grant': grant },
      body,
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'OPERATION_UNSUPPORTED' } }] });
    expect(calls).toEqual([]);
  });

  test('a body that is too large, in words that arrive', async () => {
    const response = await fetch(`${subgraph.address}/graphql`, { method: 'POST', body: 'x'.repeat(3 * 1024 * 1024) });
    expect(response.status).toBe(400);
    expect(response.headers.get('connection')).toBe('close');
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'OPERATION_TOO_LARGE' } }] });
  });

  test('a GET, whatever it carries', async () => {
    const address = `${subgraph.address}/graphql?query=${encodeURIComponent(query)}`;
    const response = await fetch(address, { headers: { authorization: subgraph.caller.authorization } });
    expect(response.status).toBe(401);
    expect(calls).toEqual([]);
  });

  test('another snapshot, opaquely, since it is our own fault', async () => {
    const reply = await subgraph.send({ query, grant: { snapshot: 'yesterday' } });
    expectRefused(reply, { status: 503, code: 'INTERNAL' });
    expect(reply.text).not.toContain('snapshot');
  });
});

test('a replayed grant is refused after it was used once, and says nothing the second time', async () => {
  const body = JSON.stringify({ query });
  const { gateway, caller } = subgraph;
  const coordinates = ['Query.find', 'Query.find(key:)', 'Key.name', 'Person.record', 'Record.secret'];
  const rawGrant = gateway.issue(gateway.grant(body, caller.authorization, { coordinates }));
  expect((await subgraph.send({ query, rawGrant })).status).toBe(200);
  const { status, text } = await subgraph.send({ query, rawGrant });
  expect(status).toBe(403);
  expect(text).toContain('GRANT_REPLAYED');
  expect(text).not.toContain('the secret');
  expect(subgraph.audit.records.map(({ phase }) => phase)).toEqual(['outcome', 'refused']);
});

test('without a log there is no data; with the log back there is, without a restart', async () => {
  subgraph.audit.fail();
  const { status, text } = await subgraph.send({ query });
  expect(status).toBe(503);
  expect(text).toContain('AUDIT_UNAVAILABLE');
  expect(text).not.toContain('the secret');
  subgraph.audit.recover();
  expect((await subgraph.send({ query })).status).toBe(200);
});

test('a refusal stands even where it cannot be recorded', async () => {
  subgraph.audit.fail();
  expect((await subgraph.send({ query, grant: null })).status).toBe(401);
  expect(subgraph.logged).toContainEqual([expect.anything(), 'a refusal could not be recorded']);
});

test('a fault of a resolver is opaque to the caller, and its message reaches no log', async () => {
  const { status, text, json } = await subgraph.send({ query: '{ fails }' });
  expect(status).toBe(200);
  expect(json.errors?.[0]?.extensions).toEqual({ code: 'INTERNAL', correlation: expect.any(String) });
  expect(text + JSON.stringify(subgraph.logged)).not.toContain('hunter2');
  expect(subgraph.logged).toContainEqual([expect.anything(), 'a resolver failed']);
});

async function restart() {
  await subgraph.close();
  subgraph = await startTestSubgraph({
    audience: 'prefectural',
    typeDefs: smallTypeDefs,
    bodies: ['270008'],
    create: (parts) => createSmallSubgraph(parts, calls),
  });
}

function actor(changes: object) {
  return {
    operator: 'osaka-education-officer',
    agency: 'osaka-education',
    tier: 'prefecture',
    role: 'officer',
    section: 'grants',
    terminal: 'T-17',
    acr: 'urn:juki:acr:two-factor',
    amr: ['pwd', 'otp'],
    kind: 'operator' as const,
    ...changes,
  };
}

function forge(
  signature: (data: Buffer) => Buffer,
  header: object = { alg: 'EdDSA', kid: 'gateway-1', typ: 'juki-grant+jwt' },
): string {
  const body = JSON.stringify({ query });
  const grant = subgraph.gateway.grant(body, subgraph.caller.authorization, {});
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${encode(header)}.${encode(grant)}`;
  return `${signed}.${signature(Buffer.from(signed)).toString('base64url')}`;
}
