import type { ApolloServer } from '@apollo/server';
import { invariant } from '@juki/errors';
import type { GraphQLFormattedError } from 'graphql';
import { type Accesses, AccessLedger } from '../audit/access-ledger.ts';
import type { AuditedContext } from '../audit/resolver-audit-plugin.ts';
import type { Bounded } from './bounded.ts';

const executed: unique symbol = Symbol('executed');

/** An operation that has run. Its data must not leave before its record is durable. */
export interface Executed extends Bounded {
  readonly [executed]: true;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly GraphQLFormattedError[];
  readonly accesses: Accesses;
}

/** What the stage needs. `createContext` gives the resolvers their loaders, bound to this request's grant. */
export interface ExecuteStage<Context extends AuditedContext> {
  readonly server: ApolloServer<Context>;
  readonly createContext: (request: Bounded, ledger: AccessLedger) => Context;
}

/**
 * Runs the operation. Faults of resolvers become errors beside the data; the record of what was touched stands. A resolver
 * that refuses through the ledger stops the whole.
 */
export async function executeOperation<Context extends AuditedContext>(
  { server, createContext }: ExecuteStage<Context>,
  request: Bounded,
): Promise<Executed> {
  const ledger = new AccessLedger();
  const contextValue = createContext(request, ledger);
  const { query, variables, correlation } = request;
  const { body } = await server.executeOperation({ query, variables }, { contextValue });
  if (ledger.refusal) throw ledger.refusal;
  invariant(body.kind === 'single', 'no incremental delivery is offered');
  const { data = null, errors = [] } = body.singleResult;
  const traceable = errors.map((error) => withCorrelation(error, correlation));
  return { ...request, [executed]: true, data, errors: traceable, accesses: ledger.close() };
}

/** An opaque error carries the id under which the operator of this tier finds its cause. */
function withCorrelation(error: GraphQLFormattedError, correlation: string): GraphQLFormattedError {
  return error.extensions?.['code'] === 'INTERNAL'
    ? { ...error, extensions: { code: 'INTERNAL', correlation } }
    : error;
}
