import type { ApolloServerPlugin } from '@apollo/server';
import { JukiError } from '@juki/errors';
import type { Pipeline } from './pipeline/pipeline.ts';
import type { RequestContext } from './request-context.ts';

/** Records operations of an admitted caller that never reach the pipeline: they do not parse, or are not valid. */
export function recordInvalidOperations(pipeline: Pipeline): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ contextValue, queryHash, operationName }) {
          if (contextValue.answered) return;
          contextValue.answered = true;
          const invalid = new JukiError('OPERATION_INVALID', 'The operation does not parse or is not valid.');
          const facts = { operationHash: queryHash ?? null, operationName: operationName ?? null, argumentHash: null };
          await pipeline.refuse(contextValue.bound, invalid, facts);
        },
      };
    },
  };
}
