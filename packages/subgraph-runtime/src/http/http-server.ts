import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { invariant } from '@juki/errors';
import { faultForLog, type Log } from '../log.ts';
import { type HttpSurface, handleRequest } from './handle-request.ts';

/** A server that listens until it is closed. */
export interface RunningServer {
  readonly port: number;
  /** Takes no new request, waits for those that run, closes kept-alive connections. */
  close(): Promise<void>;
}

/** Serves a tier over HTTP with kept-alive connections, since the gateway asks again within milliseconds. */
export async function listen(
  surface: HttpSurface,
  { port, host, log }: { readonly port: number; readonly host: string; readonly log: Log },
): Promise<RunningServer> {
  const server = createServer(
    // A grant travels in a header and may list some hundred coordinates.
    { keepAliveTimeout: 65_000, headersTimeout: 20_000, requestTimeout: 30_000, maxHeaderSize: 320 * 1024 },
    (request, response) => {
      handleRequest(surface, request, response).catch((fault: unknown) => {
        log.error({ fault: faultForLog(fault) }, 'a request failed outside the pipeline');
        response.destroy();
      });
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  return {
    port: addressOf(server.address()).port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await closed;
    },
  };
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  invariant(typeof address === 'object' && address !== null, 'a tier listens on a TCP port');
  return address;
}
