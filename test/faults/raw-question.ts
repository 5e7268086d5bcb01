import { connect } from 'node:net';

/** A question as bytes on a socket of its own. */
export interface RawQuestion {
  readonly origin: string;
  readonly token: string;
  readonly purpose: string;
  readonly case?: string;
  readonly query: string;
  readonly variables: object;
}

/** Every byte that came back, whether the reply was finished or cut. */
export interface RawReply {
  readonly status: number | undefined;
  /** Id of the request, where the headers arrived. */
  readonly request: string | undefined;
  readonly body: string;
  /** Whether as many bytes came as the headers announced. */
  readonly complete: boolean;
}

/** Asks over a raw socket: a client library would throw a cut reply away, and with it the bytes that did leave. */
export function askRaw({ origin, query, variables, ...headers }: RawQuestion): Promise<RawReply> {
  const { hostname, port, host } = new URL(origin);
  const body = JSON.stringify({ query, variables });
  const head = [
    'POST /graphql HTTP/1.1',
    `Host: ${host}`,
    'Connection: close',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `Authorization: Bearer ${headers.token}`,
    `Juki-Purpose: ${headers.purpose}`,
    ...(headers.case === undefined ? [] : [`Juki-Case: ${headers.case}`]),
  ].join('\r\n');
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.write(`${head}\r\n\r\n${body}`));
    socket.setTimeout(20_000, () => socket.destroy());
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(readReply(Buffer.concat(chunks))));
  });
}

function readReply(bytes: Buffer): RawReply {
  const end = bytes.indexOf('\r\n\r\n');
  const head = bytes.subarray(0, end === -1 ? bytes.length : end).toString('latin1');
  const body = end === -1 ? Buffer.alloc(0) : bytes.subarray(end + 4);
  const status = /^HTTP\/1\.1 (\d{3})/.exec(head)?.[1];
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  return {
    status: status === undefined ? undefined : Number(status),
    request: /\r\njuki-request: ([\w-]+)/i.exec(head)?.[1],
    body: body.toString('utf8'),
    complete: length !== undefined && body.length === Number(length),
  };
}
