import type { ApolloServerPlugin, GraphQLRequestListenerDidResolveField } from '@apollo/server';
import type { AccessLedger } from './access-ledger.ts';

/** What the plugin needs of the context of a request. */
export interface AuditedContext {
  readonly ledger: AccessLedger;
}

/**
 * Notes every resolver that touches a subject: one that runs on an object held in the ledger, or that leads to such
 * objects from one that is not (`MunicipalSearchResult.people`). `_entities` is left out: it gives back what the gateway
 * sent. So the records of an operation equal the accesses of its resolvers.
 */
export function resolverAuditPlugin(): ApolloServerPlugin<AuditedContext> {
  return {
    async requestDidStart() {
      return {
        async executionDidStart() {
          return {
            willResolveField({
              source,
              contextValue: { ledger },
              info,
            }): GraphQLRequestListenerDidResolveField | undefined {
              if (info.fieldName === '_entities') return undefined;
              const coordinate = `${info.parentType.name}.${info.fieldName}`;
              const holding = ledger.holdingOf(source);
              if (!holding) return (_error, result: unknown) => noteResult(ledger, coordinate, result);
              ledger.note(holding, coordinate);
              return undefined;
            },
          };
        },
      };
    },
  };
}

function noteResult(ledger: AccessLedger, coordinate: string, result: unknown): void {
  const values: readonly unknown[] = Array.isArray(result) ? result : [result];
  for (const value of values) {
    const holding = ledger.holdingOf(value);
    if (holding) ledger.note(holding, coordinate);
  }
}
