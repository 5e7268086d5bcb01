import type { ApolloServerPlugin } from '@apollo/server';
import { operationFacts } from './operation-facts.ts';
import type { RequestContext } from './request-context.ts';

/** Keeps what the record of an operation that is not valid may say; the endpoint writes it. */
export function recordInvalidOperations(): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ contextValue, document, operation }) {
          if (document) contextValue.progress.facts = operationFacts(document, operation, null);
        },
      };
    },
  };
}
