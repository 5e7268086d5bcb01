import type { GraphQLSchema } from 'graphql';
import { fieldsOf } from './fields-of.ts';

/** A place in the schema: a type, or one of its fields. */
export interface SchemaHit {
  readonly typeName: string;
  readonly fieldName: string | null;
  readonly description: string;
}

const most = 60;

/** Types and fields whose name or description holds the typed text, so that 氏名 finds `name`. At most sixty. */
export function searchSchema(schema: GraphQLSchema, typed: string): readonly SchemaHit[] {
  const wanted = typed.normalize('NFKC').trim().toLowerCase();
  const matches = (name: string, description: string) =>
    name.toLowerCase().includes(wanted) || description.normalize('NFKC').toLowerCase().includes(wanted);
  const hits: SchemaHit[] = [];
  for (const type of Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'))) {
    const description = type.description ?? '';
    if (matches(type.name, description)) {
      hits.push({ typeName: type.name, fieldName: null, description });
    }
    for (const field of fieldsOf(type)) {
      if (matches(field.name, field.description ?? '')) {
        hits.push({ typeName: type.name, fieldName: field.name, description: field.description ?? '' });
      }
    }
  }
  return wanted === '' ? [] : hits.slice(0, most);
}
