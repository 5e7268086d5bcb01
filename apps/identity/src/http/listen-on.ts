import type { Server } from 'node:http';
import { JukiError } from '@juki/errors';

/** Opens a server on the loopback interface: what gives anybody a token must not be reachable from elsewhere. */
export function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      reject(
        new JukiError('CONFIGURATION_INVALID', `Port ${port} cannot be opened. Set PORT to a free one.`, { cause }),
      );
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
