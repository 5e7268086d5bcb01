import type {
  GatewayExecutionResult,
  GatewayGraphQLRequestContext,
  GatewayInterface,
} from '@apollo/server-gateway-interface';
import { invariant, JukiError } from '@juki/errors';
import { type GraphQLSchema, getVariableValues, type OperationDefinitionNode } from 'graphql';
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
    const { context, document, operation, queryHash, request } = executed;
    invariant(context instanceof RequestContext, 'an operation is executed for an admitted request');
    context.answered = true;
    const variables = request.variables ?? {};
    const facts = factsOf(queryHash, operation, variables);
    const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, {
      maxErrors: 10,
    });
    if (!coerced) {
      await pipeline.refuse(context.bound, new JukiError('OPERATION_INVALID', 'The variables do not fit.'), facts);
      for (const error of errors) Object.assign(error.extensions, { code: 'BAD_USER_INPUT', http: { status: 400 } });
      return { errors };
    }
    try {
      return await pipeline.answer(context.bound, { operation: { document, operation, variables, coerced }, facts });
    } catch (thrown) {
      const { id } = context.bound.identified.request;
      const refusal = refusalOf(thrown, id);
      if (refusal.status >= 500) onFault({ request: id, cause: thrown });
      return { errors: [refusalError(refusal)] };
    }
  }

  function factsOf(queryHash: string, operation: OperationDefinitionNode, variables: object): OperationFacts {
    return {
      operationHash: queryHash,
      operationName: operation.name?.value ?? null,
      argumentHash: Object.keys(variables).length === 0 ? null : hashArguments(JSON.stringify(variables)),
    };
  }
}
