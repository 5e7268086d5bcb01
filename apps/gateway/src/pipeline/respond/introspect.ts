import { contractSchema, type PurposeView } from '@juki/authorisation';
import { execute, type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';
import type { AskedOperation } from '../authorise/authorise.ts';
import { isPlainObject } from '../dispatch/plain-data.ts';

/** Answers the introspection fields of an operation, by response key, from what the purpose may see. */
export type Introspect = (view: PurposeView, asked: AskedOperation) => (key: string) => unknown;

/**
 * Introspection under a purpose shows the contract schema of that purpose and nothing else. The whole operation is
 * executed against that schema with a root that holds nothing, so that aliases, fragments and variables mean what they
 * mean to graphql-js; only the introspection fields of the answer are used.
 */
export function createIntrospect(schema: GraphQLSchema): Introspect {
  const contracts = new WeakMap<PurposeView, GraphQLSchema>();

  return (view, asked) => {
    let answer: unknown;
    return (key) => {
      answer ??= answerOf(contractOf(view), asked);
      return isPlainObject(answer) && Object.hasOwn(answer, key) ? answer[key] : null;
    };
  };

  function contractOf(view: PurposeView): GraphQLSchema {
    const known = contracts.get(view);
    if (known) return known;
    const contract = contractSchema(schema, view);
    contracts.set(view, contract);
    return contract;
  }
}

function answerOf(contract: GraphQLSchema, { document, operation, variables }: AskedOperation): unknown {
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const definitions = [onlyIntrospection(operation), ...fragments];
  const result = execute({
    schema: contract,
    document: { kind: Kind.DOCUMENT, definitions },
    rootValue: {},
    variableValues: variables,
  });
  return 'data' in result ? result.data : null;
}

/** The operation without its data fields at the root; fragments there resolve to nothing but introspection. */
function onlyIntrospection(operation: OperationDefinitionNode): OperationDefinitionNode {
  const selections = operation.selectionSet.selections.filter(
    (selection) => selection.kind !== Kind.FIELD || selection.name.value.startsWith('__'),
  );
  return { ...operation, selectionSet: { ...operation.selectionSet, selections } };
}
