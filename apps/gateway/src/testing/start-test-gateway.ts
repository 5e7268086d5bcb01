import { createHash, randomBytes } from 'node:crypto';
import type { AccessToken } from '@juki/access-tokens';
import { createMemoryAuditLog } from '@juki/audit-log';
import type { Policy } from '@juki/authorisation';
import type { Grant } from '@juki/grants';
import type { SubgraphCall, SubgraphReply } from '../pipeline/dispatch/subgraph-transport.ts';
import { createGateway } from '../server.ts';
import { officer, openLedger } from './bound-request.ts';
import { catalogue, policy, supergraphSdl } from './test-policy.ts';

/** A fetch as a tier would have received it, with its grant unsigned. */
export interface SeenFetch extends SubgraphCall {
  readonly grant: Grant;
}

/** What a test puts in the place of the world. */
export interface TestGatewayOptions {
  /** What the tiers answer. */
  readonly reply: (call: SeenFetch) => SubgraphReply | Promise<SubgraphReply>;
  /** Who asks, by the header `Authorization`; where it differs from {@link officer}. */
  readonly token?: (authorization: string | undefined) => Partial<AccessToken>;
  readonly clock?: () => number;
  /** Another graph in the place of the real one. */
  readonly graph?: { readonly supergraphSdl: string; readonly policy: Policy };
}

/** The real gateway around the real graph on a free port; tiers, clock and log are the test's. */
export async function startTestGateway({ reply, token = () => ({}), clock = Date.now, graph }: TestGatewayOptions) {
  const audit = createMemoryAuditLog({
    sha256: (data) => createHash('sha256').update(data).digest(),
    random: (length) => randomBytes(length),
  });
  const fetches: SeenFetch[] = [];
  const faults: unknown[] = [];
  let issued: Grant | undefined;
  const gateway = await createGateway({
    ...(graph ?? { supergraphSdl, policy }),
    catalogue,
    verifyToken: (authorization) => ({ ...officer, ...token(authorization) }),
    rights: openLedger,
    audit,
    transport: {
      async post(call) {
        if (!issued) throw new TypeError('a fetch without a grant');
        const seen = { ...call, grant: issued };
        fetches.push(seen);
        return reply(seen);
      },
      close: async () => undefined,
    },
    issueGrant: (grant) => {
      issued = grant;
      return 'a.b.c';
    },
    clockState: () => 'unknown',
    sources: { clock, micros: () => performance.now() * 1000, random: (length) => randomBytes(length) },
    hashArguments: (canonical) => createHash('sha256').update(canonical).digest('base64url'),
    routes: [],
    onFault: ({ cause }) => faults.push(cause),
  });
  const url = `http://127.0.0.1:${await gateway.listen(0)}/graphql`;

  return {
    url,
    audit,
    fetches,
    faults,
    close: () => gateway.close(),
    /** Asks, and returns what came back. */
    ask: async (query: string, { variables = {}, headers = {} }: { variables?: object; headers?: object } = {}) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: 'Bearer a.b.c',
          'juki-purpose': 'juki-b6-2',
          'juki-case': 'R8-0001',
          ...headers,
        },
        body: JSON.stringify({ query, variables }),
      });
      const text = await response.text();
      const answer: { data?: unknown; errors?: { message: string; extensions: Record<string, unknown> }[] } =
        JSON.parse(text);
      return { status: response.status, text, data: answer.data, errors: answer.errors ?? [] };
    },
  };
}

/** A reply of a tier. */
export function replied(body: unknown, status = 200): SubgraphReply {
  return { status, text: typeof body === 'string' ? body : JSON.stringify(body) };
}
