import {
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

/** The fields of a type in the order of the schema; none where the type has none. */
export function fieldsOf(type: GraphQLNamedType): readonly (GraphQLField<unknown, unknown> | GraphQLInputField)[] {
  if (isInputObjectType(type)) {
    return Object.values(type.getFields());
  }
  return isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
}
