import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Client, createClient } from './create-client.ts';

interface Seen {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Answers in turn; the last one again and again. `null`: the connection breaks before an answer. */
let replies: (readonly [number, unknown] | null)[];
let seen: Seen[];
let server: Server;
let client: Client;
let pauses: number[];

beforeEach(async () => {
  replies = [];
  seen = [];
  pauses = [];
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      seen.push({ headers: request.headers, body });
      const reply = replies.length > 1 ? replies.shift() : replies[0];
      if (!reply) return void response.destroy();
      response.writeHead(reply[0], { 'content-type': 'application/json' });
      response.end(typeof reply[1] === 'string' ? reply[1] : JSON.stringify(reply[1]));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  client = createClient({
    gateway: `http://127.0.0.1:${port}`,
    authorization: async () => 'Bearer a.b.c',
    pause: async (milliseconds) => void pauses.push(milliseconds),
  });
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const query = { document: '{ found }', purpose: 'juki-b6-2' };
const mutation = { document: 'mutation { notify(key: "k") { key } }', purpose: 'juki-update-muni-pref' };
const good = [200, { data: { found: 1 }, extensions: { juki: { request: 'r1' } } }] as const;
const unavailable = [503, { errors: [{ message: 'later', extensions: { code: 'AUDIT_UNAVAILABLE' } }] }] as const;

test('an operation goes out with its purpose, its case and who asks', async () => {
  replies = [good];
  const asked = { ...query, variables: { a: 1 }, case: 'R8-0001' };
  expect(await client.request(asked)).toEqual({ data: { found: 1 }, errors: [], request: 'r1' });
  expect(seen[0]?.headers).toMatchObject({
    authorization: 'Bearer a.b.c',
    'juki-purpose': 'juki-b6-2',
    'juki-case': 'R8-0001',
    'content-type': 'application/json',
  });
  expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ query: '{ found }', variables: { a: 1 } });
  replies = [good];
  await client.request(query);
  expect(seen[1]?.headers['juki-case']).toBeUndefined();
  expect(JSON.parse(seen[1]?.body ?? '')).toEqual({ query: '{ found }' });
});

test('what was withheld stands beside the data', async () => {
  const extensions = { code: 'WITHHELD', coordinate: 'Record.number', reason: 'PROHIBITED' };
  replies = [[200, { data: { found: null }, errors: [{ message: '30条の15', extensions }] }]];
  expect(await client.request(query)).toEqual({
    data: { found: null },
    errors: [{ code: 'WITHHELD', message: '30条の15', extensions }],
    request: null,
  });
});

describe('a refusal is thrown as it was worded', () => {
  test.each([
    [403, { errors: [{ message: '別表第六', extensions: { code: 'PURPOSE_NOT_YOURS', correlation: 'r9' } }] }],
    [
      200,
      { data: null, errors: [{ message: '別表第六', extensions: { code: 'PURPOSE_NOT_YOURS', correlation: 'r9' } }] },
    ],
  ])('with status %d', async (...reply) => {
    replies = [reply];
    const details = { correlation: 'r9' };
    await expect(client.request(query)).rejects.toMatchObject({
      code: 'PURPOSE_NOT_YOURS',
      message: '別表第六',
      details,
    });
    expect(seen).toHaveLength(1);
  });

  test('a code that this build does not know is internal, and told', async () => {
    replies = [[403, { errors: [{ message: 'new', extensions: { code: 'NEWER_THAN_US' } }] }]];
    await expect(client.request(query)).rejects.toMatchObject({ code: 'INTERNAL', details: { code: 'NEWER_THAN_US' } });
  });

  test.each([
    ['a page', '<html>'],
    ['nothing', ''],
    ['a list', []],
    ['null', 'null'],
    ['neither data nor errors', {}],
  ])('what answers with %s is no gateway', async (_what, body) => {
    replies = [[200, body]];
    await expect(client.request(mutation)).rejects.toMatchObject({ code: 'GATEWAY_UNREACHABLE' });
  });
});

test('who gives up waits no longer, and does not ask again', async () => {
  const giveUp = new AbortController();
  replies = [null];
  const asked = client.request({ ...query, signal: giveUp.signal });
  giveUp.abort();
  await expect(asked).rejects.toMatchObject({ code: 'GATEWAY_UNREACHABLE' });
  expect(seen.length).toBeLessThanOrEqual(1);
  expect(pauses).toEqual([]);
});

describe('is repeated', () => {
  test('a query whose fault passes by itself, after a pause that grows', async () => {
    replies = [unavailable, null, good];
    expect((await client.request(query)).data).toEqual({ found: 1 });
    expect(pauses).toEqual([100, 400]);
  });

  test('three times at most, and then the fault is told', async () => {
    replies = [unavailable];
    await expect(client.request(query)).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE', message: 'later' });
    expect(seen).toHaveLength(3);
  });

  test('no query that was refused', async () => {
    replies = [[403, { errors: [{ message: 'no', extensions: { code: 'RIGHT_MISSING' } }] }]];
    await expect(client.request(query)).rejects.toMatchObject({ code: 'RIGHT_MISSING' });
    expect(seen).toHaveLength(1);
  });

  test.each([
    mutation.document,
    'query A { found } mutation B { notify(key: "k") { key } }',
    'fragment F on X { key } mutation{ notify(key: "k") { ...F } }',
  ])('never a mutation: %s', async (document) => {
    replies = [null, good];
    await expect(client.request({ ...mutation, document })).rejects.toMatchObject({ code: 'GATEWAY_UNREACHABLE' });
    expect([seen.length, pauses]).toEqual([1, []]);
  });
});
