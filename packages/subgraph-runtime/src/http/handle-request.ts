import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LogAnswer, LogKeeper } from '@juki/audit-log/postgres';
import type { Answer } from '../pipeline/answer.ts';

/** Asks whether something that the tier needs is there; throws if not. */
export type Probe = () => Promise<void>;

/** Reads a file of the published log by its path: no personal data is in it, so anyone may. */
export type PublishedLog = (path: string) => Promise<LogAnswer>;

/** Answers the body of an `add-checkpoint` request. */
export type AddCheckpoint = NonNullable<LogKeeper['addCheckpoint']>;

/** The HTTP surface of a tier. */
export interface HttpSurface {
  readonly respond: (request: IncomingMessage) => Promise<Answer>;
  readonly probes: Readonly<Record<string, Probe>>;
  /** Serves the published tiles and checkpoints below `/log/`. */
  readonly publishedLog?: PublishedLog | undefined;
  /** Cosigns checkpoints of the logs of others (C2SP tlog-witness); `null` where this process is no witness. */
  readonly addCheckpoint?: AddCheckpoint | null | undefined;
}

/**
 * `POST /graphql` and nothing beside it answers data; `/log/` and `/witness/` are for those who check us; `/healthz` says that the process runs, `/readyz` that it can
 * answer; both tell no more than yes or no.
 */
export async function handleRequest(
  { respond, probes, publishedLog, addCheckpoint }: HttpSurface,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '/').split('?', 1)[0];
  if (path === '/graphql') {
    const answer = await respond(request);
    // A request that was answered before it had come whole must not be read on as the next one.
    if (!request.complete) response.shouldKeepAlive = false;
    return send(response, answer);
  }
  if (addCheckpoint && path === '/witness/add-checkpoint' && request.method === 'POST') {
    return sendFile(response, { cacheControl: 'no-store', ...(await addCheckpoint(await textOf(request))) });
  }
  request.resume();
  if (path === '/healthz') return send(response, { status: 200, body: '{"status":"alive"}' });
  if (path === '/readyz') return send(response, await readiness(probes));
  if (publishedLog && path?.startsWith('/log/')) return sendFile(response, await publishedLog(path));
  send(response, { status: 404, body: '{"status":"not found"}' });
}

const asking = new WeakMap<HttpSurface['probes'], Promise<Answer>>();

/** Anyone may ask, and a probe opens a connection to the log's store: those who ask together share one round. */
function readiness(probes: HttpSurface['probes']): Promise<Answer> {
  const answer = asking.get(probes) ?? probeAll(probes).finally(() => asking.delete(probes));
  asking.set(probes, answer);
  return answer;
}

async function probeAll(probes: HttpSurface['probes']): Promise<Answer> {
  const checked = await Promise.all(
    Object.entries(probes).map(async ([name, probe]) => {
      const ready = await probe().then(
        () => true,
        () => false,
      );
      return [name, ready] as const;
    }),
  );
  const ready = checked.every(([, value]) => value);
  const body = JSON.stringify({ status: ready ? 'ready' : 'not ready', checks: Object.fromEntries(checked) });
  return { status: ready ? 200 : 503, body };
}

function send(response: ServerResponse, { status, body }: Answer): void {
  const length = Buffer.byteLength(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}

/** The largest lawful request has 63 hashes and a note with some signatures; what is longer is cut and will not read. */
const longestCheckpoint = 16_384;

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes: unknown = chunk;
    if (!(bytes instanceof Buffer)) continue;
    length += bytes.length;
    if (length <= longestCheckpoint) chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

interface File extends Omit<LogAnswer, 'status'> {
  readonly status: number;
}

function sendFile(response: ServerResponse, { status, contentType, cacheControl, body }: File): void {
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': body.length,
    'cache-control': cacheControl,
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}
