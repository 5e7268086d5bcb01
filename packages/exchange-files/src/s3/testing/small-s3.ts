import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';

/** An S3-like server in memory: objects, conditional writes, parts, copies, listing in pages. It checks no signatures. */
export async function startSmallS3(pageSize = 2) {
  const objects = new Map<string, { body: Buffer; at: Date }>();
  const uploads = new Map<string, Map<number, Buffer>>();
  const server = createServer((request, response) => {
    void answer(request).then(({ status, body = '', headers = {} }) => {
      response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers });
      response.end(request.method === 'HEAD' ? undefined : body);
    });
  });

  interface Answer {
    readonly status: number;
    readonly body?: string | Buffer;
    readonly headers?: Record<string, string | number>;
  }

  async function answer(request: IncomingMessage): Promise<Answer> {
    const url = new URL(request.url ?? '/', 'http://s3');
    const [, , ...path] = url.pathname.split('/').map(decodeURIComponent);
    const key = path.join('/');
    const body = withoutChunks(request, await whole(request));
    const uploadId = url.searchParams.get('uploadId');
    const part = Number(url.searchParams.get('partNumber'));
    const mayPut = request.headers['if-none-match'] !== '*' || !objects.has(key);
    const copied = request.headers['x-amz-copy-source'];
    if (url.searchParams.has('list-type')) return list(url.searchParams);
    if (request.method === 'POST' && url.searchParams.has('uploads')) {
      const id = randomUUID();
      uploads.set(id, new Map());
      return xml(`<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`);
    }
    if (request.method === 'PUT' && uploadId) {
      uploads.get(uploadId)?.set(part, body);
      return { status: 200, headers: { etag: etag(body) } };
    }
    if (request.method === 'POST' && uploadId) {
      if (!mayPut) return fault(412, 'PreconditionFailed');
      const parts = [...(uploads.get(uploadId) ?? [])].sort(([a], [b]) => a - b).map(([, bytes]) => bytes);
      objects.set(key, { body: Buffer.concat(parts), at: new Date() });
      return xml('<CompleteMultipartUploadResult><ETag>"x"</ETag></CompleteMultipartUploadResult>');
    }
    if (request.method === 'PUT' && typeof copied === 'string') {
      const from = objects.get(decodeURIComponent(copied).split('/').slice(1).join('/'));
      if (!from) return fault(404, 'NoSuchKey');
      objects.set(key, { ...from });
      return xml('<CopyObjectResult><ETag>"x"</ETag></CopyObjectResult>');
    }
    if (request.method === 'PUT') {
      if (!mayPut) return fault(412, 'PreconditionFailed');
      objects.set(key, { body, at: new Date() });
      return { status: 200, headers: { etag: etag(body) } };
    }
    if (request.method === 'DELETE') {
      if (uploadId) uploads.delete(uploadId);
      else objects.delete(key);
      return { status: 204 };
    }
    const found = objects.get(key);
    if (!found) return fault(404, 'NoSuchKey');
    const headers = { 'last-modified': found.at.toUTCString(), 'content-length': found.body.length };
    return { status: 200, body: found.body, headers };
  }

  function list(query: URLSearchParams): Answer {
    const prefix = query.get('prefix') ?? '';
    const after = query.get('continuation-token') ?? '';
    const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
    const page = keys.slice(0, pageSize);
    const more = keys.length > page.length;
    const rows = page.map((key) => {
      const { body, at } = objects.get(key) ?? { body: Buffer.alloc(0), at: new Date(0) };
      return `<Contents><Key>${key}</Key><Size>${body.length}</Size><LastModified>${at.toISOString()}</LastModified></Contents>`;
    });
    const next = more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
    return xml(`<ListBucketResult><IsTruncated>${more}</IsTruncated>${next}${rows.join('')}</ListBucketResult>`);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    objects,
    unfinished: () => uploads.size,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function whole(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** The SDK may send `aws-chunked` bodies: size in hexadecimal, bytes, a trailer with the checksum. */
function withoutChunks({ headers }: IncomingMessage, body: Buffer): Buffer {
  if (!String(headers['content-encoding'] ?? '').includes('aws-chunked')) return body;
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.subarray(at, end).toString('latin1'), 16);
    if (!size) return Buffer.concat(parts);
    parts.push(body.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}

function xml(text: string) {
  return { status: 200, body: `<?xml version="1.0"?>${text}`, headers: { 'content-type': 'application/xml' } };
}

function fault(status: number, code: string) {
  return { ...xml(`<Error><Code>${code}</Code></Error>`), status };
}

function etag(body: Buffer): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}
