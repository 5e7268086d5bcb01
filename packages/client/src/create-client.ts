import { JukiError } from '@juki/errors';
import { postJson } from './post-json.ts';
import { type Answer, readAnswer } from './read-answer.ts';

export type { Answer, AnswerError } from './read-answer.ts';

/** One operation under one purpose (事務). */
export interface Request {
  /** The text of a GraphQL document with one operation. */
  readonly document: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Id of the catalogue, exactly as it stands there; header `Juki-Purpose`. */
  readonly purpose: string;
  /** Number of the usage ledger (利用管理簿) where the purpose demands one; header `Juki-Case`. */
  readonly case?: string;
  /** Gives up waiting, as a worker does that is told to stop. Whether a mutation took effect is then not known. */
  readonly signal?: AbortSignal;
}

/** Where the gateway is, and how a caller proves who it is. */
export interface ClientOptions {
  /** Origin of the gateway, `http://127.0.0.1:4000`. */
  readonly gateway: string;
  /** The header `Authorization` of a request: `Bearer` and an access token that is valid now. */
  readonly authorization: () => Promise<string>;
  readonly fetch?: typeof fetch;
  /** Milliseconds after which an answer is given up. Default 30,000. */
  readonly timeout?: number;
  /** Waits before a repetition; tests hand in one that does not. */
  readonly pause?: (milliseconds: number) => Promise<void>;
}

/** Sends operations to the gateway. */
export interface Client {
  /**
   * Sends one operation. A refusal is thrown as the gateway worded it: a {@link JukiError} with its code. What was withheld
   * stands in `errors` beside the data. Errors of transport: `GATEWAY_UNREACHABLE`.
   */
  request<Data>(request: Request): Promise<Answer<Data>>;
}

/** Refusals after which nothing was read or written, and which pass by themselves. */
const passing = new Set(['AUDIT_UNAVAILABLE', 'RIGHTS_UNAVAILABLE', 'IDENTITY_UNAVAILABLE', 'GATEWAY_UNREACHABLE']);
const pauses = [100, 400];

/**
 * Makes a client of the gateway. Queries are repeated twice where the fault passes by itself. A document that holds a
 * mutation is sent once: its answer may be lost after its effect, and only the caller knows the key that makes a repetition
 * safe.
 */
export function createClient({ gateway, authorization, ...options }: ClientOptions): Client {
  const { fetch: send = fetch, timeout = 30_000, pause = wait } = options;
  const address = new URL('/graphql', gateway);

  async function once<Data>({
    document,
    variables,
    purpose,
    case: ledgerNumber,
    signal,
  }: Request): Promise<Answer<Data>> {
    const headers = {
      authorization: await authorization(),
      'juki-purpose': purpose,
      ...(ledgerNumber === undefined ? {} : { 'juki-case': ledgerNumber }),
    };
    const body = variables === undefined ? { query: document } : { query: document, variables };
    return readAnswer(await postJson(send, { address, headers, body, timeout, signal }));
  }

  return {
    async request(request) {
      const repeatable = !/\bmutation\b/.test(request.document);
      for (const milliseconds of repeatable ? pauses : []) {
        try {
          return await once(request);
        } catch (fault) {
          if (!(fault instanceof JukiError && passing.has(fault.code)) || request.signal?.aborted) throw fault;
        }
        await pause(milliseconds);
      }
      return once(request);
    },
  };
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
