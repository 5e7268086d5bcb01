import type {
  GatewayExecutionResult,
  GatewayGraphQLRequestContext,
  GatewayInterface,
} from '@apollo/server-gateway-interface';
import { invariant, JukiError } from '@juki/errors';
import { GraphQLError, type GraphQLSchema, getOperationAST, getVariableValues } from 'graphql';
import { operationFacts } from './operation-facts.ts';
import type { Pipeline } from './pipeline/pipeline.ts';
import type { OperationFacts } from './pipeline/record/gateway-records.ts';
import { refusalError, refusalOf } from './pipeline/respond/refusal.ts';
import { RequestContext } from './request-context.ts';

/** What Apollo Server is told of our gateway. */
export interface FederatedExecutorOptions {
  readonly pipeline: Pipeline;
  /** The client's schema, and the supergraph that it came from. */
  readonly schema: GraphQLSchema;
  readonly supergraphSdl: string;
  /** Keyed hash (base64url) of the arguments of an operation: equal searches look equal, nothing else can be told. */
  readonly hashArguments: (canonical: string) => string;
  readonly onFault: (fault: { readonly request: string; readonly cause: unknown }) => void;
}

/**
 * Our pipeline as the gateway of an Apollo Server: Apollo speaks GraphQL over HTTP, parses, validates and remembers
 * documents; from the valid operation on, the pipeline decides.
 */
export function createFederatedExecutor(options: FederatedExecutorOptions): GatewayInterface {
  const { pipeline, schema, supergraphSdl, hashArguments, onFault } = options;

  return {
    load: async () => ({ executor }),
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: supergraphSdl });
      return () => undefined;
    },
    stop: async () => undefined,
  };

  async function executor(executed: GatewayGraphQLRequestContext): Promise<GatewayExecutionResult> {
    const { context, document, request } = executed;
    invariant(context instanceof RequestContext, 'an operation is executed for an admitted request');
    const variables = request.variables ?? {};
    // Apollo Server leaves the choice to its gateway, and hands over none where the name fits none.
    const operation = getOperationAST(document, request.operationName);
    const unread = operationFacts(document, operation, null);
    context.progress.answered = true;
    if (!operation) return refused(context, noOperation, unread);
    const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, {
      maxErrors: 10,
    });
    if (!coerced) {
      await pipeline.refuse(context.bound, new JukiError('OPERATION_INVALID', 'The variables do not fit.'), unread);
      return { errors: errors.map(withoutHint) };
    }
    try {
      const facts = { ...unread, argumentHash: argumentHashOf(variables, Object.keys(coerced)) };
      return await pipeline.answer(context.bound, { operation: { document, operation, variables, coerced }, facts });
    } catch (thrown) {
      return told(context, thrown);
    }
  }

  async function refused(context: RequestContext, fault: JukiError, facts: OperationFacts) {
    await pipeline.refuse(context.bound, fault, facts);
    return told(context, fault);
  }

  function told({ bound }: RequestContext, thrown: unknown): GatewayExecutionResult {
    const { id } = bound.identified.request;
    const refusal = refusalOf(thrown, id);
    if (refusal.status >= 500) onFault({ request: id, cause: thrown });
    return { errors: [refusalError(refusal)] };
  }

  /** Of what was sent only what the operation declares: the rest is read by nobody, however deep it is. */
  function argumentHashOf(variables: Readonly<Record<string, unknown>>, declared: readonly string[]): string | null {
    const sent = declared.filter((name) => Object.hasOwn(variables, name)).map((name) => [name, variables[name]]);
    return sent.length === 0 ? null : hashArguments(JSON.stringify(Object.fromEntries(sent)));
  }
}

const noOperation = new JukiError(
  'OPERATION_INVALID',
  'The document has no operation of that name, or several and none was named.',
);

/** Names that graphql-js would suggest are names of the whole schema, not of what the purpose reaches. */
function withoutHint({ message, nodes }: GraphQLError): GraphQLError {
  const extensions = { code: 'BAD_USER_INPUT', http: { status: 400 } };
  return new GraphQLError(message.replace(/ Did you mean .*$/s, ''), { nodes, extensions });
}
