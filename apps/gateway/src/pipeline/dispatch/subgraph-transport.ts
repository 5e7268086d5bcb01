import { Pool } from 'undici';

/** One POST to a subgraph. */
export interface SubgraphCall {
  readonly subgraph: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What came back, unread. */
export interface SubgraphReply {
  readonly status: number;
  readonly text: string;
}

/** The wire between gateway and subgraphs. Throws where there is no reply in time. */
export interface SubgraphTransport {
  post(call: SubgraphCall): Promise<SubgraphReply>;
  close(): Promise<void>;
}

/** How the connections to the subgraphs are kept. */
export interface HttpTransportOptions {
  /** Address of each subgraph's endpoint, by the name it has in the supergraph. */
  readonly addresses: ReadonlyMap<string, string>;
  readonly connections?: number;
  /** From the request to the last byte of the reply: a tier that drips must not hold a request for ever. */
  readonly timeoutMs?: number;
  /** Bytes of a reply. */
  readonly largestReply?: number;
}

/** Keep-alive HTTP/1.1 connections, one pool for each subgraph. */
export function createHttpTransport({
  addresses,
  connections = 64,
  timeoutMs = 10_000,
  largestReply = 32 * 1024 * 1024,
}: HttpTransportOptions): SubgraphTransport {
  const pools = new Map(
    [...addresses].map(([name, address]) => {
      const url = new URL(address);
      const limits = { headersTimeout: timeoutMs, bodyTimeout: timeoutMs, maxResponseSize: largestReply };
      const pool = new Pool(url.origin, { connections, ...limits });
      return [name, { pool, path: `${url.pathname}${url.search}` }] as const;
    }),
  );
  return {
    async post({ subgraph, body, headers }) {
      const target = pools.get(subgraph);
      if (!target) throw new TypeError(`no address for the subgraph ${subgraph}`);
      const signal = AbortSignal.timeout(timeoutMs);
      const reply = await target.pool.request({ method: 'POST', path: target.path, headers, body, signal });
      return { status: reply.statusCode, text: await reply.body.text() };
    },
    async close() {
      await Promise.all([...pools.values()].map(({ pool }) => pool.close()));
    },
  };
}
