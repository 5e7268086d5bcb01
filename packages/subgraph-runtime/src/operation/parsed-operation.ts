import { JukiError } from '@juki/errors';
import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** One operation of the gateway, checked against the schema, with every coordinate that its text names. */
export interface ParsedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Fields, arguments, input fields and enum values; those in the variables are read at each request. */
  readonly coordinates: readonly string[];
}

/** Ruled by the runtime itself: representations are walked, `__typename` tells what the operation already names. */
const exempt = new Set(['Query._entities', 'Query._entities(representations:)']);

/**
 * Parses an operation of the gateway's plan. Introspection and `_service` are refused (the schema is loaded at build,
 * never over the wire), as is whatever the schema does not know: one opaque answer, without a hint.
 * `@skip` and `@include` change nothing: what may be skipped may also be read. Fields on an abstract type count for
 * every type that it may be.
 */
export function parseOperation(schema: GraphQLSchema, query: string): ParsedOperation {
  const document = parsed(query);
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (!operation || operations.length > 1 || validate(schema, document).length > 0) throw outside();
  return { document, operation, coordinates: [...coordinatesOf(schema, document)] };
}

function parsed(query: string): DocumentNode {
  try {
    return parse(query, { noLocation: true, maxTokens: 20_000 });
  } catch {
    throw outside();
  }
}

function coordinatesOf(schema: GraphQLSchema, document: DocumentNode): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (coordinate: string) => {
    if (!exempt.has(coordinate)) found.add(coordinate);
  };
  const typeInfo = new TypeInfo(schema);
  const onTypes = (field: string): readonly string[] => {
    const parent = typeInfo.getParentType();
    if (!parent) throw outside();
    const types = isAbstractType(parent) ? schema.getPossibleTypes(parent) : [parent];
    return types.map((type) => `${type.name}.${field}`);
  };
  let field: readonly string[] = [];
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field({ name, arguments: given }) {
        if (name.value === '__typename') return;
        if (name.value.startsWith('__') || name.value === '_service') throw outside();
        field = onTypes(name.value);
        field.forEach(add);
        for (const argument of given ?? []) for (const on of field) add(`${on}(${argument.name.value}:)`);
      },
      ObjectField({ name }) {
        const parent = getNamedType(typeInfo.getParentInputType());
        if (isInputObjectType(parent)) add(`${parent.name}.${name.value}`);
      },
      EnumValue(node) {
        const type = getNamedType(typeInfo.getInputType());
        if (isEnumType(type)) add(`${type.name}.${node.value}`);
      },
    }),
  );
  return found;
}

function outside(): JukiError {
  return new JukiError('GRANT_EXCEEDED', 'The operation is not one that this tier answers under a grant.');
}
