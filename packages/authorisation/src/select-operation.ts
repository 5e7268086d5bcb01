import { JukiError } from '@juki/errors';
import {
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';

/** The one operation of a document that counts, with what it may refer to. */
export interface SelectedOperation {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly root: GraphQLObjectType;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** Selects an operation by name, or the only one. Refuses what this graph does not offer with `OPERATION_UNSUPPORTED`. */
export function selectOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
): SelectedOperation {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const named = operationName === null ? operations : operations.filter(({ name }) => name?.value === operationName);
  const [operation, ...others] = named;
  if (!operation || others.length > 0) {
    throw unsupported('The document has no operation of that name, or several and none was named.');
  }
  const root = schema.getRootType(operation.operation);
  if (!root || operation.operation === OperationTypeNode.SUBSCRIPTION) {
    throw unsupported(`This graph offers no ${operation.operation}.`);
  }
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  // An object with a key __proto__ is not the object it seems; the specification reserves such names.
  if (operation.variableDefinitions?.some(({ variable }) => variable.name.value.startsWith('__'))) {
    throw unsupported('The name of a variable must not begin with two underscores.');
  }
  refuseDirectives([operation, ...(operation.variableDefinitions ?? []), ...fragments]);
  return { schema, operation, root, fragments: new Map(fragments.map((node) => [node.name.value, node])) };
}

/** Says that something is not offered. */
export function unsupported(message: string): JukiError {
  return new JukiError('OPERATION_UNSUPPORTED', message);
}

function refuseDirectives(nodes: readonly { readonly directives?: readonly DirectiveNode[] | undefined }[]): void {
  const [directive] = nodes.flatMap((node) => node.directives ?? []);
  if (directive) throw unsupported(`This graph does not offer @${directive.name.value} there.`);
}
