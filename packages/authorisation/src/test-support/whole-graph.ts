import type { Coordinate } from '@juki/schema-directives';
import {
  type DocumentNode,
  execute,
  type GraphQLFieldResolver,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import { possibleTypes } from '../collect-selections.ts';

/** What executing a document gives, and what it read: fields with every argument, input field and enum value used. */
export interface Executed {
  readonly data: unknown;
  readonly errors: readonly string[];
  readonly reads: ReadonlySet<Coordinate>;
}

/**
 * Executes a document on an invented, deterministic world with graphql-js itself. Where `permits` says no to a field or
 * to anything that it is called with, the field is null. This is what authorisation is to amount to, written in the
 * place where it would leak: in the resolvers, with the arguments as graphql-js coerced them.
 */
export function executeWhole(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  permits: (coordinate: Coordinate) => boolean,
): Executed {
  const reads = new Set<Coordinate>();
  const resolve: GraphQLFieldResolver<unknown, unknown> = (source, args, _context, info) => {
    const field = `${info.parentType.name}.${info.fieldName}`;
    const used = [field];
    for (const arg of info.parentType.getFields()[info.fieldName]?.args ?? []) {
      if (!Object.hasOwn(args, arg.name)) continue;
      used.push(`${field}(${arg.name}:)`);
      walk(arg.type, args[arg.name], used);
    }
    if (!used.every(permits)) return null;
    for (const coordinate of used) reads.add(coordinate);
    return invent(`${seedOf(source)} ${info.fieldName} ${JSON.stringify(args)}`, info.returnType);
  };

  const result = execute({
    schema,
    document,
    variableValues: variables,
    rootValue: { seed: 'root' },
    fieldResolver: resolve,
  });
  if ('then' in result) throw new Error('invariant: the invented world answers at once');
  return { data: result.data ?? null, errors: (result.errors ?? []).map(({ message }) => message), reads };

  function invent(seed: string, type: Parameters<typeof getNamedType>[0]): unknown {
    const number = hash(seed);
    if (isNonNullType(type)) return invent(seed, type.ofType) ?? invent(`${seed}!`, type);
    if (number % 7 === 0) return null;
    if (isListType(type)) return Array.from({ length: number % 3 }, (_, at) => invent(`${seed}${at}`, type.ofType));
    if (isEnumType(type)) return type.getValues()[number % type.getValues().length]?.name;
    if (isLeafType(type)) return number;
    if (!isCompositeType(type)) return null;
    const types = possibleTypes(schema, type);
    return { __typename: types[number % types.length]?.name, seed };
  }
}

function walk(type: GraphQLInputType, value: unknown, used: Coordinate[]): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    for (const entry of value) walk(type, entry, used);
    return;
  }
  const named = getNamedType(type);
  if (isEnumType(named) && typeof value === 'string') used.push(`${named.name}.${value}`);
  if (!isInputObjectType(named)) return;
  for (const [name, entry] of Object.entries(value)) {
    used.push(`${named.name}.${name}`);
    const field = named.getFields()[name];
    if (field) walk(field.type, entry, used);
  }
}

function seedOf(source: unknown): string {
  return typeof source === 'object' && source !== null && 'seed' in source ? String(source.seed) : '';
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return value;
}
