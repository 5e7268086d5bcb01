import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { healthRoutes } from './health.ts';
import { portalRoutes } from './portal.ts';
import { createRouter, type Route, sendJson } from './router.ts';

let server: Server;
const faults: unknown[] = [];
afterEach(() => {
  server.closeAllConnections();
  server.close();
  faults.length = 0;
});

async function serve(routes: readonly Route[]): Promise<number> {
  server = createServer(createRouter(routes, ({ cause }) => faults.push(cause)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** A request line that no client library sends. */
function target(port: number, line: string): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`GET ${line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`),
    );
    socket.on('data', (chunk) => {
      heard += chunk.toString();
    });
    socket.on('close', () => resolve(heard.split('\r\n', 1)[0] ?? ''));
  });
}

const hello: Route = { path: '/hello', handle: (_, response) => sendJson(response, 200, { said: 'hello' }) };

describe('the router', () => {
  test('finds a path exactly, and says nothing of others', async () => {
    const port = await serve([hello]);
    const statuses = ['/hello?x=1', '/hello/', '/Hello', '/'].map((path) => fetch(`http://127.0.0.1:${port}${path}`));
    expect((await Promise.all(statuses)).map(({ status }) => status)).toEqual([200, 404, 404, 404]);
  });

  test.each(['//', 'http://[', '///', '/\\'])('outlives a target that is no URL: %s', async (line) => {
    const port = await serve([hello]);
    expect(await target(port, line)).toMatch(/^HTTP\/1\.1 40/);
    expect((await fetch(`http://127.0.0.1:${port}/hello`)).status).toBe(200);
  });

  test.each<[string, Route['handle']]>([
    [
      'at once',
      () => {
        throw new Error('SECRET');
      },
    ],
    ['later', () => Promise.reject(new Error('SECRET'))],
  ])('outlives a route that throws %s, and tells only us', async (_when, handle) => {
    const port = await serve([{ path: '/bad', handle }]);
    const response = await fetch(`http://127.0.0.1:${port}/bad`);
    expect([response.status, await response.text(), faults.length]).toEqual([500, '', 1]);
  });
});

describe('/readyz', () => {
  test('names what fails, without the reason, while /healthz lives', async () => {
    const check = () => Promise.reject(new Error('SECRET'));
    const port = await serve(
      healthRoutes([
        { name: 'store', check },
        { name: 'ledger', check: async () => undefined },
      ]),
    );
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'not ready', failing: ['store'] }]);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  });

  test('asked by many at once asks the stores once, and anew afterwards', async () => {
    const waiting: (() => void)[] = [];
    let begun = 0;
    const check = () => {
      begun += 1;
      return new Promise<void>((resolve) => waiting.push(resolve));
    };
    const port = await serve(healthRoutes([{ name: 'store', check }]));
    const ask = () => fetch(`http://127.0.0.1:${port}/readyz`);
    const arrived = new Promise<void>((resolve) => {
      let count = 0;
      server.on('request', () => {
        count += 1;
        if (count === 20) resolve();
      });
    });
    const many = Array.from({ length: 20 }, ask);
    await arrived;
    for (const finish of waiting.splice(0)) finish();
    expect((await Promise.all(many)).map(({ status }) => status)).toEqual(many.map(() => 200));
    expect(begun).toBe(1);
    const again = ask();
    while (waiting.length === 0) await new Promise(setImmediate);
    for (const finish of waiting.splice(0)) finish();
    expect([(await again).status, begun]).toEqual([200, 2]);
  });
});

test('the page comes from its own folder and may load from nowhere else', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'juki-portal-'));
  await writeFile(join(directory, 'index.html'), '<title>page</title>');
  const port = await serve(
    portalRoutes({
      directory,
      issuer: 'http://issuer.example/x',
      clientId: 'portal',
      profile: 'service',
      examples: null,
    }),
  );
  const page = await fetch(`http://127.0.0.1:${port}/`);
  expect(await page.text()).toBe('<title>page</title>');
  expect(page.headers.get('content-security-policy')).toMatch(
    /default-src 'none'.*connect-src 'self' http:\/\/issuer\.example;/,
  );
  expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  for (const path of ['/%2e%2e/%2e%2e/etc/passwd']) {
    expect(await (await fetch(`http://127.0.0.1:${port}${path}`)).text()).not.toContain('root:');
  }
  const config = await fetch(`http://127.0.0.1:${port}/config.json`);
  expect(await config.json()).toMatchObject({ clientId: 'portal', syntheticData: false });
  await rm(directory, { recursive: true });
});
