import { createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { assertFree, freePorts } from './free-ports.ts';

test('free ports differ and can be used', async () => {
  const ports = await freePorts(5);
  expect(new Set(ports).size).toBe(5);
  for (const port of ports) await assertFree(port);
});

test('a port that is taken is refused, with another one to try', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await expect(assertFree(port)).rejects.toMatchObject({
    code: 'CONFIGURATION_INVALID',
    message: expect.stringMatching(/another program listens there.*juki start --port \d+$/),
  });
  await new Promise((resolve) => server.close(resolve));
});
