import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import { JukiError } from '@juki/errors';
import type { IncomingRequest } from '../pipeline/incoming-request.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { PurposeBound } from '../pipeline/purpose/bind-purpose.ts';
import { refusalOf } from '../pipeline/respond/refusal.ts';
import { RequestContext } from '../request-context.ts';
import { readIncoming, type Sources } from './incoming-request.ts';
import { readBody } from './read-body.ts';

/** What the endpoint is made of. */
export interface GraphqlEndpointOptions {
  readonly apollo: ApolloServer<RequestContext>;
  readonly pipeline: Pipeline;
  readonly sources: Sources;
  /** Bytes. */
  readonly largestBody: number;
  readonly onFault: (fault: { readonly request: string; readonly cause: unknown }) => void;
}

/** Milliseconds for which an admission holds while the body is still on its way. */
const admissionHolds = 500;

/**
 * `POST` and `GET /graphql` (GraphQL over HTTP). Caller and purpose are settled from the headers before the body is
 * read, so an unknown caller learns nothing of the schema, not even that a document is valid.
 */
export function createGraphqlEndpoint(options: GraphqlEndpointOptions) {
  const { apollo, pipeline, sources, largestBody, onFault } = options;

  return async function graphqlEndpoint(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const incoming = readIncoming(message, sources);
    response.setHeader('juki-request', incoming.id);
    response.setHeader('cache-control', 'no-store');
    try {
      const { status, headers, body } = await answer(message, incoming);
      for (const [name, value] of headers) response.setHeader(name, value);
      end(message, response, status ?? 200, body.kind === 'complete' ? body.string : '');
    } catch (thrown) {
      const refusal = refusalOf(thrown, incoming.id);
      if (refusal.status >= 500) onFault({ request: incoming.id, cause: thrown });
      response.setHeader('content-type', 'application/json; charset=utf-8');
      end(message, response, refusal.status, JSON.stringify({ errors: [refusal.error] }));
      message.resume();
    }
  };

  async function answer(message: IncomingMessage, incoming: IncomingRequest): Promise<HTTPGraphQLResponse> {
    const admitted = await pipeline.admit(incoming);
    const text = await bodyOf(message, admitted);
    const context = new RequestContext(await stillAdmitted(admitted, incoming));
    const answered = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: message.method ?? 'POST',
        headers: headerMap(message),
        search: new URL(message.url ?? '/', 'http://gateway').search,
        body: parseJson(text),
      },
      context: async () => context,
    });
    if (!context.progress.answered) {
      // Apollo Server turned it away itself: no JSON, no operation, not valid, a method or a type that it does not take.
      const invalid = new JukiError('OPERATION_INVALID', 'The request holds no operation that can be answered.');
      await pipeline.refuse(context.bound, invalid, context.progress.facts);
    }
    return answered;
  }

  async function bodyOf(message: IncomingMessage, admitted: PurposeBound): Promise<string> {
    try {
      return await readBody(message, largestBody);
    } catch (thrown) {
      await pipeline.refuse(admitted, thrown);
      throw thrown;
    }
  }

  /** Who sends the body drop by drop must not outlive the token, the right or the day of the admission. */
  async function stillAdmitted(admitted: PurposeBound, incoming: IncomingRequest): Promise<PurposeBound> {
    const now = sources.clock();
    return now - incoming.receivedAt <= admissionHolds ? admitted : pipeline.admit({ ...incoming, receivedAt: now });
  }
}

function end(message: IncomingMessage, response: ServerResponse, status: number, text: string): void {
  // A request that was answered before it had come whole must not be read on as the next one.
  if (!message.complete) response.shouldKeepAlive = false;
  response.statusCode = status;
  response.end(text);
}

function headerMap(message: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, values] of Object.entries(message.headersDistinct)) {
    if (values) headers.set(name, values.join(', '));
  }
  return headers;
}

/** What is not JSON is no operation; Apollo Server says so in the words of GraphQL over HTTP. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
