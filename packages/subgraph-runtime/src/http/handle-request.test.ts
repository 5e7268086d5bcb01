import { createServer, type Server } from 'node:http';
import { afterEach, expect, test } from '@jest/globals';
import { handleRequest, type Probe } from './handle-request.ts';

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function serve(probes: Readonly<Record<string, Probe>>): Promise<string> {
  const respond = async () => ({ status: 401, body: '{}' });
  server = createServer((request, response) => void handleRequest({ respond, probes }, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

test('/readyz names what fails, and not why', async () => {
  const url = await serve({ database: async () => undefined, audit: () => Promise.reject(new Error('SECRET')) });
  const response = await fetch(`${url}/readyz`);
  expect([response.status, await response.json()]).toEqual([
    503,
    { status: 'not ready', checks: { database: true, audit: false } },
  ]);
});

test('/readyz asked by many at once asks the stores once, and anew afterwards', async () => {
  const waiting: (() => void)[] = [];
  let begun = 0;
  const probe = () => {
    begun += 1;
    return new Promise<void>((resolve) => waiting.push(resolve));
  };
  const url = await serve({ audit: probe });
  const arrived = new Promise<void>((resolve) => {
    let count = 0;
    server.on('request', () => {
      count += 1;
      if (count === 20) resolve();
    });
  });
  const many = Array.from({ length: 20 }, () => fetch(`${url}/readyz`));
  await arrived;
  for (const finish of waiting.splice(0)) finish();
  expect((await Promise.all(many)).map(({ status }) => status)).toEqual(many.map(() => 200));
  expect(begun).toBe(1);
  const again = fetch(`${url}/readyz`);
  while (waiting.length === 0) await new Promise(setImmediate);
  for (const finish of waiting.splice(0)) finish();
  expect([(await again).status, begun]).toEqual([200, 2]);
});

test.each(['/', '/graphql/', '//', '/__proto__', '/log/'])('%s does not exist', async (path) => {
  expect((await fetch(`${await serve({})}${path}`)).status).toBe(404);
});
