import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { JukiError } from '@juki/errors';

const received: unique symbol = Symbol('received');

/** A request whose body has arrived whole. Nothing in it is believed yet. */
export interface Received {
  readonly [received]: true;
  /** Names the request in the answer, in the log of the process and to the operator. */
  readonly correlation: string;
  /** Milliseconds of a steady clock at which the request began. */
  readonly startedAt: number;
  readonly unverifiedGrant: string | undefined;
  readonly unverifiedAuthorization: string | undefined;
  readonly trace: string | null;
  readonly body: Buffer;
  /** SHA-256 of the body and of the bearer token, base64url, as a grant binds them. */
  readonly bodyHash: string;
  readonly tokenHash: string;
}

/** Reads a request up to a limit. Errors: `OPERATION_TOO_LARGE`, `OPERATION_UNSUPPORTED` where it broke off. */
export async function receive(request: IncomingMessage, bodyBytes: number): Promise<Received> {
  const startedAt = performance.now();
  const body = await readBody(request, bodyBytes);
  const { authorization } = request.headers;
  return {
    [received]: true,
    correlation: randomUUID(),
    startedAt,
    unverifiedGrant: single(request.headers['juki-grant']),
    unverifiedAuthorization: authorization,
    trace: traceId(single(request.headers['traceparent'])),
    body,
    bodyHash: sha256(body),
    tokenHash: sha256(authorization?.replace(/^Bearer /i, '') ?? ''),
  };
}

function readBody(request: IncomingMessage, most: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= most) {
        chunks.push(chunk);
        return;
      }
      // The rest flows into nothing, so that the refusal can still be read; the connection ends with it.
      request.off('data', take).resume();
      reject(new JukiError('OPERATION_TOO_LARGE', `The body of a request may have ${most} bytes at most.`));
    };
    request.on('data', take);
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', (cause) => {
      reject(new JukiError('OPERATION_UNSUPPORTED', 'The request broke off before it had come whole.', { cause }));
    });
  });
}

function sha256(data: Buffer | string): string {
  return createHash('sha256').update(data).digest('base64url');
}

function single(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}

/** The trace id of W3C Trace Context, so that a record can be joined with the traces of the process. */
function traceId(traceparent: string | undefined): string | null {
  return /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(traceparent ?? '')?.[1] ?? null;
}
