import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Witness } from '@juki/audit-log';

/** What the server is made of. */
export interface WitnessServerOptions {
  readonly witness: Witness;
  /** The key by which its cosignatures are believed, as text (C2SP signed-note, type 04). */
  readonly verifierKey: string;
  readonly onFault: (fault: unknown) => void;
}

/** A witness that listens. */
export interface WitnessServer {
  /** Resolves with the port. */
  listen(port: number, host: string): Promise<number>;
  close(): Promise<void>;
}

/** The largest lawful request has 63 hashes and a note with some signatures. */
const longestRequest = 16_384;

/** `POST /witness/add-checkpoint` (C2SP tlog-witness), `GET /key` and `GET /healthz`; nothing else. */
export function createWitnessServer({ witness, verifierKey, onFault }: WitnessServerOptions): WitnessServer {
  const server = createServer({ requestTimeout: 10_000 }, (request, response) => {
    answer(request, response).catch((fault: unknown) => {
      onFault(fault);
      if (response.headersSent) response.destroy();
      else send(response, 503, 'this witness cannot keep what it sees; it cosigns nothing\n');
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    if (method === 'POST' && url === '/witness/add-checkpoint') {
      const { status, contentType, body } = await witness.addCheckpoint(await textOf(request));
      response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' });
      response.end(body);
      return;
    }
    request.resume();
    if (method === 'GET' && url === '/key') return send(response, 200, `${verifierKey}\n`);
    if (method === 'GET' && (url === '/healthz' || url === '/readyz')) return send(response, 200, 'watching\n');
    send(response, 404, 'a witness answers POST /witness/add-checkpoint and GET /key\n');
  }

  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          const address = server.address();
          resolve(typeof address === 'object' && address ? address.port : port);
        });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes: unknown = chunk;
    if (!(bytes instanceof Buffer)) continue;
    length += bytes.length;
    if (length <= longestRequest) chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(text);
}
