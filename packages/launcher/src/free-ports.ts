import { createServer, type Server } from 'node:net';
import { JukiError } from '@juki/errors';

/** Ports of the loopback interface that are free now. They are held together, so that they differ. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => listen(0)));
  const ports = servers.map(portOf);
  await Promise.all(servers.map(close));
  return ports;
}

/** Throws, with what to do, where something listens on a port already. */
export async function assertFree(port: number): Promise<void> {
  try {
    await close(await listen(port));
  } catch (cause) {
    throw new JukiError(
      'CONFIGURATION_INVALID',
      `Port ${port} of 127.0.0.1 cannot be used: another program listens there, or the port needs more rights. Stop that program, or choose another port: juki start --port ${port < 65_000 ? port + 1000 : 4000}`,
      { cause, details: { port } },
    );
  }
}

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
