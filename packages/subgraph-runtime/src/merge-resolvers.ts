import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/resolverMap.js';
import { invariant } from '@juki/errors';
import { isScalarType } from 'graphql';

/** Resolvers by type and field, as Apollo's schema builder takes them. */
type ResolverMap<Context> = GraphQLResolverMap<Context>;

/** Puts the resolvers of modules together. A coordinate belongs to one module: a second one is a fault of the program. */
export function mergeResolvers<Context>(
  modules: readonly { readonly name: string; readonly resolvers: ResolverMap<Context> }[],
): ResolverMap<Context> {
  const merged: ResolverMap<Context> = {};
  for (const { name, resolvers } of modules) {
    for (const [type, fields] of Object.entries(resolvers)) {
      const known = merged[type];
      if (known === undefined) {
        merged[type] = isScalarType(fields) ? fields : { ...fields };
        continue;
      }
      invariant(!isScalarType(known) && !isScalarType(fields), `${name} resolves ${type} a second time`);
      for (const field of Object.keys(fields)) {
        invariant(!Object.hasOwn(known, field), `${name} resolves ${type}.${field} a second time`);
      }
      Object.assign(known, fields);
    }
  }
  return merged;
}
