import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, expect, test } from '@jest/globals';
import { createHttpTransport, type SubgraphTransport } from './subgraph-transport.ts';

let server: Server;
let transport: SubgraphTransport;
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await transport.close();
});

async function post(listener: RequestListener) {
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const addresses = new Map([['tier', `http://127.0.0.1:${port}/graphql`]]);
  transport = createHttpTransport({ addresses, timeoutMs: 300, largestReply: 1000 });
  return transport.post({ subgraph: 'tier', body: '{}', headers: { 'juki-grant': 'a.b.c' } });
}

test('a tier that answers is heard', async () => {
  const reply = await post((request, response) =>
    response.end([request.method, request.headers['juki-grant']].join(' ')),
  );
  expect(reply).toEqual({ status: 200, text: 'POST a.b.c' });
});

test.each<[string, RequestListener]>([
  ['never answers', () => undefined],
  ['begins and never ends', (_, response) => void response.write('{')],
  [
    'drips a byte at a time',
    (_, response) => {
      const drip = setInterval(() => response.write(' '), 50);
      response.once('close', () => clearInterval(drip));
    },
  ],
  ['answers without end', (_, response) => response.end('x'.repeat(100_000))],
  ['breaks off', (_, response) => response.destroy()],
])('a tier that %s is given up within the deadline', async (_how, listener) => {
  const started = performance.now();
  await expect(post(listener)).rejects.toThrow();
  expect(performance.now() - started).toBeLessThan(3_000);
});
