import { type GraphQLLeafType, isEnumType } from 'graphql';

/**
 * Whether a value that a subgraph sent fits a leaf type of the client's schema. An enum value that the client may not
 * see does not fit. Custom scalars are the subgraph's to serialise.
 */
export function isLeafValue(type: GraphQLLeafType, value: unknown): boolean {
  if (isEnumType(type)) return typeof value === 'string' && type.getValue(value) !== undefined;
  switch (type.name) {
    case 'String':
      return typeof value === 'string';
    case 'ID':
      return typeof value === 'string' || Number.isInteger(value);
    case 'Boolean':
      return typeof value === 'boolean';
    case 'Int':
      return Number.isInteger(value);
    case 'Float':
      return typeof value === 'number';
    default:
      return true;
  }
}
