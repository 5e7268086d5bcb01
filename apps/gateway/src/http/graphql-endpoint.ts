import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { Pipeline } from '../pipeline/pipeline.ts';
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
      const bound = await pipeline.admit(incoming);
      const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: message.method ?? 'POST',
          headers: headerMap(message),
          search: new URL(message.url ?? '/', 'http://gateway').search,
          body: parseJson(await readBody(message, largestBody)),
        },
        context: async () => new RequestContext(bound),
      });
      for (const [name, value] of headers) response.setHeader(name, value);
      response.statusCode = status ?? 200;
      response.end(body.kind === 'complete' ? body.string : '');
    } catch (thrown) {
      const refusal = refusalOf(thrown, incoming.id);
      if (refusal.status >= 500) onFault({ request: incoming.id, cause: thrown });
      response.statusCode = refusal.status;
      response.setHeader('content-type', 'application/json; charset=utf-8');
      response.end(JSON.stringify({ errors: [refusal.error] }));
      message.resume();
    }
  };
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
