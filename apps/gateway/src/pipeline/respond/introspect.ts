import { contractSchema, type PurposeView } from '@juki/authorisation';
import { execute, type GraphQLSchema } from 'graphql';
import type { Authorised } from '../authorise/authorise.ts';
import { isPlainObject } from '../dispatch/plain-data.ts';

/** Answers the introspection fields of an operation, by response key, from what the purpose may see. */
export type Introspect = (authorised: Authorised) => (key: string) => unknown;

/** Introspection under a purpose shows the contract schema of that purpose and nothing else. */
export function createIntrospect(schema: GraphQLSchema): Introspect {
  const contracts = new WeakMap<PurposeView, GraphQLSchema>();

  return ({ decision, asked, bound }) => {
    const { introspection } = decision;
    if (introspection === null) return () => null;
    const result = execute({
      schema: contractOf(bound.view),
      document: introspection,
      rootValue: {},
      variableValues: asked.variables,
    });
    const data: unknown = 'data' in result ? result.data : null;
    return (key) => (isPlainObject(data) && Object.hasOwn(data, key) ? data[key] : null);
  };

  function contractOf(view: PurposeView): GraphQLSchema {
    const known = contracts.get(view);
    if (known) return known;
    const contract = contractSchema(schema, view);
    contracts.set(view, contract);
    return contract;
  }
}
