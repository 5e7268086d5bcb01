import type { GeneratorValue } from 'fast-check';
import fc from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isUnionType,
} from 'graphql';
import { possibleTypes } from '../collect-selections.ts';

/** A query as text, with its variables. */
export interface RandomQuery {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Writes a random query on a schema: aliases, fragments, conditions, arguments in every form. Not always a valid one. */
export function randomQuery(g: GeneratorValue, schema: GraphQLSchema): RandomQuery {
  const definitions: string[] = [];
  const fragments: { readonly on: GraphQLCompositeType; readonly text: string }[] = [];
  const variables: Record<string, unknown> = {};
  const chance = (one: number) => g(fc.integer, { min: 1, max: one }) === 1;
  const pick = <T>(list: readonly T[]): T | undefined => list[g(fc.nat, { max: Math.max(0, list.length - 1) })];
  const composites = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLCompositeType => isCompositeType(type) && !type.name.startsWith('__'),
  );

  const root = schema.getQueryType();
  const body = root ? selection(root, 0) : '';
  const head = definitions.length > 0 ? `(${definitions.join(', ')})` : '';
  const text = [
    `query Q${head} ${body}`,
    ...fragments.map(({ on, text }, at) => `fragment F${at} on ${on.name} ${text}`),
  ];
  return { text: text.join('\n'), variables };

  function selection(type: GraphQLCompositeType, depth: number): string {
    const size = 1 + g(fc.nat, { max: depth > 3 ? 1 : 3 });
    return `{ ${Array.from({ length: size }, () => one(type, depth)).join(' ')} }`;
  }

  function one(type: GraphQLCompositeType, depth: number): string {
    if (chance(4)) {
      const overlapping = composites.filter((other) => overlap(type, other));
      const on = pick(overlapping);
      if (on && chance(2) && fragments.length < 4 && depth < 3) {
        const position = fragments.length;
        fragments.push({ on, text: '' });
        fragments[position] = { on, text: selection(on, depth + 1) };
        return `...F${position} ${condition()}`;
      }
      const known = fragments.findIndex(({ on, text }) => text !== '' && overlap(type, on));
      if (known >= 0 && chance(2)) return `...F${known} ${condition()}`;
      if (on) return `... on ${on.name} ${condition()} ${selection(on, depth)}`;
    }
    return field(type, depth);
  }

  function overlap(one: GraphQLCompositeType, other: GraphQLCompositeType): boolean {
    const types = new Set(possibleTypes(schema, one));
    return possibleTypes(schema, other).some((type) => types.has(type));
  }

  function field(type: GraphQLCompositeType, depth: number): string {
    const fields = isUnionType(type) ? [] : Object.values(type.getFields());
    const leaves = fields.filter((it) => !isCompositeType(getNamedType(it.type)));
    const chosen = pick(depth > 4 ? leaves : fields);
    if (!chosen || chance(8)) return `${chance(2) ? '' : 'kind: '}__typename ${condition()}`;
    const args = chosen.args.flatMap(argument).join(', ');
    // Fields with arguments get a name of their own, so that they do not conflict; the others often merge.
    const alias =
      args !== '' ? `x${definitions.length}${g(fc.nat, { max: 999 })}: ` : chance(4) ? `${chosen.name}2: ` : '';
    const named = getNamedType(chosen.type);
    const below = isCompositeType(named) ? selection(named, depth + 1) : '';
    return `${alias}${chosen.name}${args === '' ? '' : `(${args})`} ${condition()} ${below}`;
  }

  function argument(arg: GraphQLArgument): string[] {
    if (!isNonNullType(arg.type) && chance(2)) return [];
    return [`${arg.name}: ${given(arg.type)}`];
  }

  /** A literal, or a variable: absent, null, a value, or with a default. */
  function given(type: GraphQLInputType): string {
    if (!chance(3)) return literal(type, 0, true);
    const name = `v${definitions.length}`;
    const bare = getNullableType(type);
    definitions.push(
      `$${name}: ${String(isNonNullType(type) ? type : bare)}${chance(3) ? ` = ${literal(bare, 0, false)}` : ''}`,
    );
    if (isNonNullType(type) || chance(2)) variables[name] = value(bare, 0);
    else if (chance(4)) variables[name] = null;
    return `$${name}`;
  }

  function literal(type: GraphQLInputType, depth: number, withVariables: boolean): string {
    if (!isNonNullType(type) && chance(8)) return 'null';
    const bare = getNullableType(type);
    if (isListType(bare)) {
      const entry = withVariables && chance(3) ? given(bare.ofType) : literal(bare.ofType, depth + 1, withVariables);
      return `[${entry}]`;
    }
    if (isEnumType(bare)) return pick(bare.getValues())?.name ?? 'null';
    if (isInputObjectType(bare)) {
      const fields = chosenFields(Object.values(bare.getFields()), depth);
      const text = (it: GraphQLInputField) =>
        withVariables && chance(4) ? given(it.type) : literal(it.type, depth + 1, withVariables);
      return `{ ${fields.map((it) => `${it.name}: ${text(it)}`).join(', ')} }`;
    }
    if (bare.name === 'String') return '"text"';
    return bare.name === 'Boolean' ? String(chance(2)) : '7';
  }

  function value(type: GraphQLInputType, depth: number): unknown {
    const bare = getNullableType(type);
    if (isListType(bare))
      return chance(3) ? value(bare.ofType, depth) : [value(bare.ofType, depth), value(bare.ofType, depth)];
    if (isEnumType(bare)) return pick(bare.getValues())?.name ?? null;
    if (isInputObjectType(bare)) {
      const fields = chosenFields(Object.values(bare.getFields()), depth);
      return Object.fromEntries(
        fields.map((it) => [it.name, chance(8) && !isNonNullType(it.type) ? null : value(it.type, depth + 1)]),
      );
    }
    return bare.name === 'Boolean' ? chance(2) : bare.name === 'String' ? 'text' : 7;
  }

  function chosenFields(fields: readonly GraphQLInputField[], depth: number): GraphQLInputField[] {
    return fields.filter((it) => (depth < 2 || !isInputObjectType(getNamedType(it.type))) && chance(2));
  }

  function condition(): string {
    if (!chance(5)) return '';
    const directive = chance(2) ? '@include' : '@skip';
    if (chance(2)) return `${directive}(if: ${chance(2)})`;
    const name = `v${definitions.length}`;
    const fallback = chance(2);
    definitions.push(fallback ? `$${name}: Boolean = ${chance(2)}` : `$${name}: Boolean!`);
    if (!fallback || chance(2)) variables[name] = chance(2);
    return `${directive}(if: $${name})`;
  }
}
