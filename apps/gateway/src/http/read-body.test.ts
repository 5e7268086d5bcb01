import { createServer, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from '@jest/globals';
import { readBody } from './read-body.ts';

/** What becomes of the body of a request that arrives as these bytes and then ends. */
async function outcome(bytes: string): Promise<string> {
  const verdict = (message: IncomingMessage) =>
    readBody(message, 10).then(
      (text) => text,
      (fault: unknown) => (fault instanceof Error && 'code' in fault ? String(fault.code) : 'unknown'),
    );
  return new Promise((resolve) => {
    const server = createServer((message, response) => {
      verdict(message).then((known) => {
        response.end();
        server.close();
        server.closeAllConnections();
        resolve(known);
      }, resolve);
    });
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      const socket = connect(port, '127.0.0.1', () => socket.end(`POST / HTTP/1.1\r\nHost: x\r\n${bytes}`));
      socket.on('error', () => undefined);
    });
  });
}

test('a body within the limit is read whole', async () => {
  expect(await outcome('Content-Length: 10\r\n\r\n0123456789')).toBe('0123456789');
});

test.each([
  ['is longer than the limit', 'Content-Length: 11\r\n\r\n01234567890', 'OPERATION_TOO_LARGE'],
  ['comes in pieces without end', 'Transfer-Encoding: chunked\r\n\r\nb\r\n01234567890\r\n', 'OPERATION_TOO_LARGE'],
  ['breaks off', 'Content-Length: 10\r\n\r\n01234', 'OPERATION_INVALID'],
])('one that %s is refused', async (_how, bytes, code) => {
  expect(await outcome(bytes)).toBe(code);
});
