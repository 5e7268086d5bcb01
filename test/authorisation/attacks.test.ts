import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, type Caller, recordsOf, startTestSystem, type TestSystem } from '@juki/testing';
import { Client } from 'pg';
import { cast, fourItems, searchIn } from '../journeys/people.ts';

/** Attacks on a running system, over HTTP. Each refusal stands beside what is allowed, and each leaves its record. */

let system: TestSystem;
let officer: Caller;
beforeAll(async () => {
  system = await startTestSystem();
  officer = await system.operator('osaka-education-officer');
}, 120_000);
afterAll(() => system?.remove(), 30_000);

const hanako = cast.toyonakaMover.latest;
const b62 = { purpose: 'juki-b6-2', case: 'R8-0001' } as const;
const variables = fourItems(hanako);
const search = (selection: string, more = '') =>
  `query ($key: PrefecturalSearchKey!) { prefecturalSearch(key: $key) { people { prefecturalRecord { ${selection} } } } } ${more}`;
const codes = ({ errors }: Answer) => errors.map(({ extensions }) => extensions['code']);
const record = ({ data }: Answer) => data.prefecturalSearch.people[0].prefecturalRecord;

/** The codes of the refusals that the gateway recorded of a request. */
async function refusals(request: string): Promise<readonly unknown[]> {
  return (await recordsOf(system, request)).filter(({ phase }) => phase === 'refused').map(({ refusal }) => refusal);
}

/** A request as bytes, for what a client library would not send. */
function raw(head: readonly string[], body = ''): Promise<string> {
  const { hostname, port } = new URL(system.gateway);
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect(Number(port), hostname, () => {
      socket.write([...head, 'Host: gateway', 'Connection: close', '', body].join('\r\n'));
    });
    socket.setTimeout(10_000, () => socket.destroy());
    socket.on('data', (chunk) => {
      heard += chunk.toString();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(heard));
  });
}

const own = () => ['Content-Type: application/json', `Authorization: Bearer ${officer.token}`];
const stated = ['Juki-Purpose: juki-b6-2', 'Juki-Case: R8-0001'];

describe('names', () => {
  test('of join keys, of withheld fields and of the prototype are aliases like any other', async () => {
    const query = `query ($key: PrefecturalSearchKey!) { prefecturalSearch(key: $key) { people {
      ref: prefecturalRecord { residentCode: name individualNumber: sex constructor: birthDate toString: address } } } }`;
    const { data, text } = await officer.asks({ ...b62, query, variables });
    const { name, sex, birthDate, address } = hanako;
    expect(data.prefecturalSearch.people).toEqual([
      { ref: { residentCode: name, individualNumber: sex, constructor: birthDate, toString: address } },
    ]);
    expect(text).not.toContain(hanako.residentCode);
  });

  test('cannot turn the person’s join key into another person’s', async () => {
    const query = `query ($key: NationalSearchKey!) { nationalSearch(key: $key) { people { ref: __typename prefecturalRecord { name } } } }`;
    const consistency = await system.operator('jlis-consistency-officer');
    const { data } = await consistency.asks({ purpose: 'consistency-check', query, variables });
    expect(data.nationalSearch.people).toEqual([{ ref: 'Person', prefecturalRecord: { name: hanako.name } }]);
  });

  test.each([
    ['an alias', search('__proto__: name'), variables],
    [
      'a variable',
      searchIn('prefectural', 'name').replaceAll('$key', '$__proto__'),
      JSON.parse(`{"__proto__":${JSON.stringify(variables.key)}}`),
    ],
  ])('__proto__ as %s is refused and recorded', async (_what, query, sent) => {
    const answer = await officer.asks({ ...b62, query, variables: sent });
    expect([answer.status, codes(answer)]).toEqual([400, ['OPERATION_UNSUPPORTED']]);
    expect(await refusals(answer.request)).toEqual(['OPERATION_UNSUPPORTED']);
  });

  test('the join key itself is no field of the graph, and no schema shows it', async () => {
    const asked = await officer.asks({ ...b62, query: '{ __type(name: "Person") { fields { name } } }' });
    expect(asked.data).toEqual({ __type: { fields: [{ name: 'prefecturalRecord' }] } });
    const query = searchIn('prefectural', 'name').replace('{ prefecturalRecord', '{ ref prefecturalRecord');
    expect(codes(await officer.asks({ ...b62, query, variables }))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });
});

describe('a search key', () => {
  const key = variables.key;
  test.each([
    ['a closed key beside an open one', { ...key, residentCode: hanako.residentCode }],
    ['a closed key that is null', { ...key, individualNumber: null }],
  ])('with %s is withheld whole, not narrowed', async (_what, sent) => {
    const answer = await officer.asks({ ...b62, query: search('name'), variables: { key: sent } });
    expect([answer.data, codes(answer)]).toEqual([{ prefecturalSearch: null }, ['WITHHELD']]);
    expect((await recordsOf(system, answer.request)).filter(({ phase }) => phase === 'outcome')).toEqual([]);
  });

  test.each([
    ['an unknown key', { fourItem: {} }],
    ['a value that is none of its enum', { fourItems: { ...key.fourItems, sex: 'MAL' } }],
    ['a value of another type', { fourItems: { ...key.fourItems, name: 1 } }],
  ])('with %s is refused without a hint', async (_what, sent) => {
    const answer = await officer.asks({ ...b62, query: search('name'), variables: { key: sent } });
    expect([answer.status, codes(answer)]).toEqual([400, ['BAD_USER_INPUT']]);
    expect(answer.text).not.toContain('Did you mean');
    expect(await refusals(answer.request)).toEqual(['OPERATION_INVALID']);
  });

  test('written into the operation leaves no hash that could be undone', async () => {
    const ask = (name: string) =>
      officer.asks({
        ...b62,
        query: `{ prefecturalSearch(key: { fourItems: { name: "${name}", birthDate: "2000-01-01", sex: MALE, address: "x" } }) { people { __typename } } }`,
      });
    const requests = await Promise.all(['甲', '乙'].map(async (name) => (await ask(name)).request));
    const logged = (await Promise.all(requests.map((request) => recordsOf(system, request)))).flat();
    for (const phase of ['intent', 'outcome']) {
      const hashes = logged.filter((it) => it.phase === phase).map(({ operationHash }) => operationHash);
      expect([hashes.length, new Set(hashes).size]).toEqual([2, 1]);
    }
  });
});

describe('what is no operation is refused and recorded', () => {
  const post = (body: string | undefined, init: RequestInit = {}, path = '') =>
    fetch(`${system.gateway}/graphql${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${officer.token}`,
        'juki-purpose': b62.purpose,
        'juki-case': b62.case,
        ...(init.headers instanceof Headers ? Object.fromEntries(init.headers) : {}),
      },
      ...(body === undefined ? {} : { body }),
      ...(init.method === undefined ? {} : { method: init.method }),
    });
  const one = { query: '{ __typename }' };
  const type = (value: string) => ({ headers: new Headers({ 'content-type': value }) });

  test.each([
    ['a batch', 400, JSON.stringify([one, one]), {}],
    ['no JSON', 400, '{{{', {}],
    ['nothing', 400, '', {}],
    ['a form', 400, 'query={__typename}', type('application/x-www-form-urlencoded')],
    ['plain text', 400, JSON.stringify(one), type('text/plain')],
    ['variables as text', 400, JSON.stringify({ ...one, variables: '{}' }), {}],
    ['another method', 405, JSON.stringify(one), { method: 'PUT' }],
    [
      'an operation name that is none of the document',
      400,
      JSON.stringify({ ...one, operationName: 'x'.repeat(300) }),
      {},
    ],
    [
      'several operations and no name',
      400,
      JSON.stringify({ query: 'query A { __typename } query B { __typename }' }),
      {},
    ],
    ['a fragment cycle', 400, JSON.stringify({ query: '{ ...F } fragment F on Query { ...F }' }), {}],
    ['the SDL of a tier', 400, JSON.stringify({ query: '{ _service { sdl } }' }), {}],
    ['entities', 400, JSON.stringify({ query: '{ _entities(representations: []) { __typename } }' }), {}],
  ])('%s', async (_what, status, body, init) => {
    const response = await post(body, init);
    const text = await response.text();
    expect([response.status, /undefined|at .*\.js/.test(text)]).toEqual([status, false]);
    expect(await refusals(response.headers.get('juki-request') ?? '')).toEqual(['OPERATION_INVALID']);
  });

  test('a body over the limit, and the connection is good for the next request', async () => {
    const response = await post(JSON.stringify({ query: 'x'.repeat(2_000_000) }));
    expect(response.status).toBe(400);
    expect(await refusals(response.headers.get('juki-request') ?? '')).toEqual(['OPERATION_TOO_LARGE']);
    expect((await post(JSON.stringify(one))).status).toBe(200);
  });

  test('but an operation with a very long name is one, and its record holds as much of the name as fits', async () => {
    const answer = await officer.asks({ ...b62, query: `query ${'N'.repeat(300)} { __typename }` });
    expect(answer.data).toEqual({ __typename: 'Query' });
    const [intent] = (await recordsOf(system, answer.request)).filter(({ phase }) => phase === 'intent');
    expect(intent?.operationName).toBe('N'.repeat(128));
  });

  test('and undeclared variables, however deep, are read by nobody', async () => {
    const deep = `${'['.repeat(300_000)}${']'.repeat(300_000)}`;
    const response = await post(`{"query":"{ __typename }","variables":{"x":${deep}}}`);
    expect(await response.json()).toMatchObject({ data: { __typename: 'Query' } });
  });
});

describe('a bomb costs its sender an answer, and others nothing', () => {
  const many = (count: number, make: (index: number) => string) =>
    Array.from({ length: count }, (_, at) => make(at)).join(' ');
  const doubling = many(90, (at) => `fragment F${at} on PrefecturalRecord { ...F${at + 1} ...F${at + 1} }`);

  test.each([
    [
      'fragments that double ninety times',
      search('...F0', `${doubling} fragment F90 on PrefecturalRecord { name }`),
      200,
    ],
    ['thousands of aliases', search(many(5_000, (at) => `a${at}: name`)), 400],
    ['thousands of operations', many(5_000, (at) => `query A${at} { __typename }`), 400],
    ['thousands of fields', search('name '.repeat(80_000)), 400],
    ['a selection that is very deep', '{ a'.repeat(100_000), 400],
    ['a list that is very deep', `{ prefecturalSearch(key: ${'['.repeat(50_000)}) { people { __typename } } }`, 400],
    [
      'introspection of introspection',
      `{ __schema { ${'types { fields { type { '.repeat(4)} name ${'} } }'.repeat(4)} } }`,
      400,
    ],
  ])('%s', async (_what, query, status) => {
    const started = performance.now();
    const answer = await officer.asks({ ...b62, query, variables });
    expect(answer.status).toBe(status);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect((await officer.asks({ ...b62, query: search('name'), variables })).data).not.toBeNull();
  });
});

describe('headers', () => {
  const body = JSON.stringify({ query: '{ __typename }' });
  const ask = (...more: string[]) =>
    raw(['POST /graphql HTTP/1.1', ...own(), ...stated, `Content-Length: ${body.length}`, ...more], body);

  test('sent once are read', async () => {
    expect(await ask()).toMatch(/^HTTP\/1\.1 200 [\s\S]*"__typename":"Query"/);
  });

  test.each([
    ['Authorization', 401, () => `Authorization: Bearer ${officer.token}`],
    ['Juki-Purpose', 403, () => 'Juki-Purpose: juki-b6-2'],
    ['Juki-Case', 403, () => 'Juki-Case: R8-0002'],
  ])('%s sent twice is refused', async (_name, status, header) => {
    expect(await ask(header())).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  test('that only we may send change nothing', async () => {
    const forged = await ask('Juki-Grant: a.b.c', 'Juki-Request: forged', 'Juki-Query-Plan: {}', 'traceparent: 00-x');
    expect(forged).toMatch(/^HTTP\/1\.1 200 /);
    expect(forged).not.toMatch(/juki-request: forged/i);
  });

  test.each(['//', 'http://[', '/\\', '*'])('a request for %s does not end the process', async (target) => {
    await raw([`GET ${target} HTTP/1.1`]);
    expect(await ask()).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('a token', () => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

  test('of our own making opens nothing, whatever it says of its key', async () => {
    const [header = '', payload = '', signature = ''] = (officer.token ?? '').split('.');
    const said = JSON.parse(Buffer.from(header, 'base64url').toString());
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const signed = (head: object) => {
      const data = `${part({ typ: 'at+jwt', alg: 'ES256', ...head })}.${payload}`;
      const bytes = sign('sha256', Buffer.from(data), { key: privateKey, dsaEncoding: 'ieee-p1363' });
      return `${data}.${bytes.toString('base64url')}`;
    };
    const discovery: { jwks_uri: string } = JSON.parse(
      await (await fetch(`${system.issuer}/.well-known/openid-configuration`)).text(),
    );
    const published = await (await fetch(discovery.jwks_uri)).text();
    const confused = `${part({ ...said, alg: 'HS256' })}.${payload}`;
    const forged = {
      'no algorithm': `${part({ typ: 'at+jwt', alg: 'none' })}.${payload}.AA`,
      'the public key as a secret': `${confused}.${createHmac('sha256', published).update(confused).digest('base64url')}`,
      'an unknown key': signed({ kid: 'mine' }),
      'its own key inside': signed({ jwk: publicKey.export({ format: 'jwk' }) }),
      'the name of a real key': signed({ kid: said.kid }),
      'another subject': `${header}.${part({ ...claims, sub: 'mhlw-officer' })}.${signature}`,
    };
    for (const [what, token] of Object.entries(forged)) {
      const answer = await system.stranger(token).asks({ ...b62, query: '{ __typename }' });
      expect([what, answer.status, answer.data]).toEqual([what, 401, undefined]);
      expect(await refusals(answer.request)).toEqual(['UNAUTHENTICATED']);
    }
    const flood = Array.from({ length: 100 }, (_, at) => system.stranger(signed({ kid: `k${at}` })));
    await Promise.all(flood.map((stranger) => stranger.asks({ ...b62, query: '{ __typename }' })));
    expect((await officer.asks({ ...b62, query: '{ __typename }' })).status).toBe(200);
  });

  test.each([
    ['resident', 'juki-self-disclosure', ['juki-b6-2', 'municipal-register', 'consistency-check']],
    ['toyonaka-clerk', 'municipal-register', ['juki-b6-2', 'juki-self-disclosure', 'consistency-check']],
    ['jlis-consistency-officer', 'consistency-check', ['juki-b6-2', 'juki-self-disclosure', 'municipal-register']],
  ])('of %s states its own purpose and no other', async (id, purpose, others) => {
    const caller = await system.operator(id);
    expect((await caller.asks({ purpose, query: '{ __typename }' })).status).toBe(200);
    for (const other of others) {
      const refused = await caller.asks({ purpose: other, case: 'R8-1', query: '{ __typename }' });
      expect([refused.status, codes(refused)]).toEqual([403, ['PURPOSE_NOT_YOURS']]);
    }
  });
});

test('each tier asked directly tells nothing, on every path and by every method', async () => {
  const { municipal, prefectural, national } = system.services;
  for (const { url } of [municipal, prefectural, national]) {
    for (const method of ['POST', 'GET', 'PUT', 'OPTIONS', 'HEAD', 'DELETE']) {
      const query = '{ _service { sdl } __schema { types { name } } }';
      const init = method === 'GET' || method === 'HEAD' ? {} : { body: JSON.stringify({ query }) };
      const headers = { authorization: `Bearer ${officer.token}`, 'juki-grant': 'a.b.c' };
      const response = await fetch(`${url}/graphql?query=${encodeURIComponent(query)}`, { method, headers, ...init });
      expect([method, response.status]).toEqual([method, 401]);
      expect(await response.text()).not.toMatch(/type |PrefecturalRecord|at .*\.js/);
    }
    for (const path of [
      '/',
      '/graphql/',
      '/__proto__',
      '/log/',
      '/log/%2e%2e/%2e%2e/etc/passwd',
      '/log/000000/checkpoint',
    ]) {
      expect([path, (await fetch(`${url}${path}`)).status]).toEqual([path, 404]);
    }
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  }
});

describe('while a tier hangs', () => {
  const query = `query ($key: NationalSearchKey!) { nationalSearch(key: $key) { people { municipalRecord { name } prefecturalRecord { name } nationalRecord { name } } } }`;
  test('its part is null within the deadline, the others’ stay; afterwards it is whole again', async () => {
    const consistency = await system.operator('jlis-consistency-officer');
    const question = { purpose: 'consistency-check', query, variables };
    const { pid } = system.services.prefectural;
    if (pid === undefined) throw new Error('the tier runs');
    process.kill(pid, 'SIGSTOP');
    const answer = await consistency.asks(question).finally(() => process.kill(pid, 'SIGCONT'));
    const name = { name: hanako.name };
    expect(answer.data.nationalSearch.people).toEqual([
      { municipalRecord: name, prefecturalRecord: null, nationalRecord: name },
    ]);
    expect(codes(answer)).toEqual(['SUBGRAPH_UNAVAILABLE']);
    const [whole] = (await consistency.asks(question)).data.nationalSearch.people;
    expect(whole.prefecturalRecord).toEqual(name);
  }, 40_000);
});

describe('a right', () => {
  const question = { ...b62, query: search('name'), variables } as const;

  test('that is withdrawn no longer holds a second later, nor for a body that was already on its way', async () => {
    expect(record(await officer.asks(question)).name).toBe(hanako.name);
    const ledger = new Client({ connectionString: system.databases.data.url('gateway') });
    await ledger.connect();
    const body = JSON.stringify({ query: question.query, variables });
    const slow = slowly(body, 2_000);
    try {
      await ledger.query(
        `UPDATE operator_right SET revoked_at = now(), revoked_by = 'chief', revocation_reason = 'transfer'
         WHERE operator = 'osaka-education-officer' AND purpose = 'juki-b6-2'`,
      );
      await pause(1_000);
      const answer = await officer.asks(question);
      expect([answer.status, codes(answer)]).toEqual([403, ['RIGHT_MISSING']]);
      const late = await slow;
      expect(late).toMatch(/^HTTP\/1\.1 403 [\s\S]*RIGHT_MISSING/);
      expect(late).not.toContain(hanako.name);
    } finally {
      await ledger.query(
        `UPDATE operator_right SET revoked_at = NULL, revoked_by = NULL, revocation_reason = NULL
         WHERE operator = 'osaka-education-officer' AND purpose = 'juki-b6-2'`,
      );
      await ledger.end();
    }
    await pause(1_000);
    expect(record(await officer.asks(question)).name).toBe(hanako.name);
  }, 30_000);

  test('cannot be confirmed while the ledger is away, so nobody is served; then again without a restart', async () => {
    await system.databases.data.stop();
    await pause(6_000);
    const answer = await officer.asks(question);
    expect([answer.status, codes(answer), answer.data]).toEqual([503, ['RIGHTS_UNAVAILABLE'], undefined]);
    await system.databases.data.start();
    await pause(2_000);
    expect(record(await officer.asks(question)).name).toBe(hanako.name);
  }, 60_000);
});

/** Sends the headers at once and the end of the body after a while. */
function slowly(body: string, afterMs: number): Promise<string> {
  const { hostname, port } = new URL(system.gateway);
  return new Promise((resolve) => {
    let heard = '';
    const head = ['POST /graphql HTTP/1.1', ...own(), ...stated, `Content-Length: ${Buffer.byteLength(body)}`];
    const socket = connect(Number(port), hostname, () => {
      socket.write([...head, 'Host: gateway', 'Connection: close', '', body.slice(0, 10)].join('\r\n'));
      setTimeout(() => socket.write(body.slice(10)), afterMs);
    });
    socket.setTimeout(10_000, () => socket.destroy());
    socket.on('data', (chunk) => {
      heard += chunk.toString();
    });
    socket.on('close', () => resolve(heard));
  });
}
