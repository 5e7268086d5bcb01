import { type GraphQLSchema, isEnumType } from 'graphql';

/**
 * What the law calls the values of enums, as the schema's own descriptions begin: `男.` or `記載: the record was
 * entered.` Values of different enums that share a name and differ in meaning are left out.
 */
export function valueNames(schema: GraphQLSchema): ReadonlyMap<string, string> {
  const names = new Map<string, string | null>();
  for (const type of Object.values(schema.getTypeMap()).filter(isEnumType)) {
    for (const { name, description } of type.name.startsWith('__') ? [] : type.getValues()) {
      const legal = (description ?? '').split(/[:：.。]/)[0]?.trim() ?? '';
      names.set(name, legal === '' || (names.has(name) && names.get(name) !== legal) ? null : legal);
    }
  }
  return new Map([...names].flatMap(([name, legal]) => (legal === null ? [] : [[name, legal] as const])));
}
