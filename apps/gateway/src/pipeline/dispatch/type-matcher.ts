import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql';

/** Whether an object with this `__typename` is one of `condition`. */
export type TypeMatcher = (typename: string, condition: string) => boolean;

/** Matches on the whole supergraph, inaccessible types included: what travels between tiers is not the client's view. */
export function createTypeMatcher(supergraph: GraphQLSchema): TypeMatcher {
  return (typename, condition) => {
    if (typename === condition) return true;
    const type = supergraph.getType(typename);
    const abstract = supergraph.getType(condition);
    if (!isAbstractType(abstract) || !(isObjectType(type) || isInterfaceType(type))) return false;
    return supergraph.isSubType(abstract, type);
  };
}
