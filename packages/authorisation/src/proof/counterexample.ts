import type { Coordinate } from '@juki/schema-directives';
import { type GraphQLSchema, getNamedType, isInterfaceType, isNamedType, isObjectType, isUnionType } from 'graphql';

/**
 * A query that reaches a coordinate by a shortest way from the root; required arguments are left to the reader. For what
 * a caller sends, or a field to which no way leads, the coordinate itself.
 */
export function counterexample(schema: GraphQLSchema, coordinate: Coordinate): string {
  const [, type = '', field = ''] = /^(\w+)\.(\w+)(?:\((\w+):\))?$/.exec(coordinate) ?? [];
  const ways = new Map<string, readonly string[]>();
  const waiting: string[] = [];
  const reach = (name: string, way: readonly string[]) => {
    if (ways.has(name)) return;
    ways.set(name, way);
    waiting.push(name);
  };
  for (const root of [schema.getQueryType(), schema.getMutationType()]) if (root) reach(root.name, []);

  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const at = schema.getType(name);
    const way = ways.get(name) ?? [];
    if (isObjectType(at) || isInterfaceType(at)) {
      for (const next of Object.values(at.getFields())) {
        const named = getNamedType(next.type);
        if (isNamedType(named)) reach(named.name, [...way, next.name]);
      }
    }
    if (isInterfaceType(at) || isUnionType(at)) {
      for (const object of schema.getPossibleTypes(at)) reach(object.name, [...way, `... on ${object.name}`]);
    }
  }
  const target = schema.getType(type);
  const way = ways.get(type);
  if (!way || !(isObjectType(target) || isInterfaceType(target))) return coordinate;
  return [...way, field].reduceRight((inside, step) => (inside === '' ? `{ ${step} }` : `{ ${step} ${inside} }`), '');
}
