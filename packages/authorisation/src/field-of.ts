import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  isUnionType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';

/** The definition of a field of a type, meta-fields included; `undefined` for a name that the type does not have. */
export function fieldOf(
  schema: GraphQLSchema,
  type: GraphQLCompositeType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (type === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  if (isUnionType(type)) return undefined;
  const fields = type.getFields();
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/**
 * Whether a field is `__typename` or belongs to introspection of the schema: no rule of the graph concerns it. The schema
 * that introspection shows is the contract schema of the purpose, so it can be asked freely.
 */
export function isExempt(type: GraphQLCompositeType, name: string): boolean {
  return name.startsWith('__') || type.name.startsWith('__');
}
