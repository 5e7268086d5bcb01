import { createServer } from 'node:net';
import { invariant } from '@juki/errors';

/** A TCP port of this machine that nobody listens on at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      invariant(address !== null && typeof address === 'object', 'a TCP server has an address');
      server.close(() => resolve(address.port));
    });
  });
}
