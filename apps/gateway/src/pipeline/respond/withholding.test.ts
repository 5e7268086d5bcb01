import { describe, expect, test } from '@jest/globals';
import { type Decision, decide } from '@juki/authorisation';
import { executeWhole, randomlyAsked, roomyLimits, testCatalogue, testGraph } from '@juki/authorisation/testing';
import { invariant } from '@juki/errors';
import fc from 'fast-check';
import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  getVariableValues,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { PlainObject } from '../dispatch/plain-data.ts';
import { compileShape } from './compile-shape.ts';
import { shapeResponse } from './shape-response.ts';

type Permitted = Exclude<Decision, { readonly verdict: 'refused' }>;
type Variables = Readonly<Record<string, unknown>>;

/** The operation as it was asked, what was left of it, and the data fetched for that. */
interface Answered {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly variables: Variables;
  readonly decision: Permitted;
  readonly data: PlainObject;
}

function shaped({ schema, document, variables, decision, data }: Answered): string {
  const operation = operationOf(document);
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  invariant(coerced, 'the test sends variables that fit');
  const asked = { document, operation };
  const shape = compileShape({ schema, asked, permitted: decision.operation, coerced });
  const introspect = (key: string) => ({ introspected: key });
  return JSON.stringify(shapeResponse(schema, { typename: 'Query', shape }, data, introspect).data);
}

function operationOf(document: DocumentNode): OperationDefinitionNode {
  const found = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  invariant(found, 'the test asks an operation');
  return found;
}

describe('for every schema, catalogue, day and query', () => {
  test('the answer is that of resolvers which withhold, and the wire carries nothing that is withheld', () => {
    let filtered = 0;
    fc.assert(
      fc.property(randomlyAsked, ({ schema, document, variables, view, permits }) => {
        const decision = decide({ schema, document, variables, limits: roomyLimits, view: view('first') });
        const expected = executeWhole(schema, document, variables, permits);
        if (decision.verdict === 'refused') {
          expect(decision.withheld.some(({ reason }) => reason === 'UNRULED')).toBe(true);
          return;
        }
        if (decision.verdict === 'filtered') filtered += 1;
        expect(validate(schema, decision.document)).toEqual([]);
        const wire = executeWhole(schema, asPlanned(schema, decision.document), variables, () => true);
        const decided = new Set(decision.coordinates);
        expect([...wire.reads].filter((coordinate) => !decided.has(coordinate) || !permits(coordinate))).toEqual([]);
        const data: PlainObject = JSON.parse(JSON.stringify(wire.data));
        expect(shaped({ schema, document, variables, decision, data })).toBe(JSON.stringify(expected.data));
        expect([...expected.reads].filter((coordinate) => !decided.has(coordinate))).toEqual([]);
      }),
      // Shrinking a whole world takes longer than reading the one that failed.
      { numRuns: 150, endOnFailure: true },
    );
    expect(filtered).toBeGreaterThan(15);
  });
});

/** As the planner fetches it: with the type of every object that may be of several. */
function asPlanned(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const types = new TypeInfo(schema);
  const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;
  const visitor = visitWithTypeInfo(types, {
    Field(node) {
      if (!node.selectionSet || !isAbstractType(getNamedType(types.getType()))) return undefined;
      const selections = [typename, ...node.selectionSet.selections];
      return { ...node, selectionSet: { ...node.selectionSet, selections } };
    },
  });
  return visit(document, visitor);
}

describe('an answer', () => {
  const { schema, decided } = testGraph(
    `type Query {
      people: [Person!] @structural(reason: "x")
      strict: Person! @structural(reason: "x")
      any: [Record] @structural(reason: "x")
      either: Either @structural(reason: "x")
    }
    type Person { name: String @legalBasis(provisions: ["a"]) number: ID @legalBasis(provisions: ["b"]) code: ID! @legalBasis(provisions: ["b"]) friend: Person @structural(reason: "x") }
    interface Record { name: String @structural(reason: "x") }
    type City implements Record { name: String @legalBasis(provisions: ["a"]) code: ID! @legalBasis(provisions: ["b"]) }
    type Nation implements Record { name: String @legalBasis(provisions: ["b"]) }
    union Either @structural(reason: "x") = City | Nation`,
    testCatalogue({ provisions: { a: {}, b: {} }, purposes: { p: [{ provision: 'a' }] } }),
  );
  const answer = (query: string, data: PlainObject) => {
    const decision = decided(query, { under: 'p' });
    invariant(decision.verdict !== 'refused', 'the test asks what can be answered');
    return shaped({ schema, document: parse(query), variables: {}, decision, data });
  };

  test('has null where a field was withheld, under its alias, in the order asked', () => {
    expect(
      answer('{ people { n: number ...F } } fragment F on Person { name constructor: number }', {
        people: [{ name: 'x' }],
      }),
    ).toBe('{"people":[{"n":null,"name":"x","constructor":null}]}');
  });
  test('has null for a withheld field whatever was fetched under its key', () => {
    expect(answer('{ people { number name } }', { people: [{ number: '1', name: 'x' }] })).toBe(
      '{"people":[{"number":null,"name":"x"}]}',
    );
  });
  test('loses the __typename that stood in for an empty selection, and keeps the one that was asked for', () => {
    const data = { people: [{ __typename: 'Person' }] };
    expect(answer('{ people { number } }', data)).toBe('{"people":[{"number":null}]}');
    expect(answer('{ people { name @skip(if: true) } }', data)).toBe('{"people":[{}]}');
    expect(answer('{ people { number kind: __typename } }', data)).toBe('{"people":[{"number":null,"kind":"Person"}]}');
  });
  test('has null for the parent where a field that must not be null was withheld', () => {
    expect(
      answer('{ people { friend { code } name } }', { people: [{ friend: { __typename: 'Person' }, name: 'x' }] }),
    ).toBe('{"people":[{"friend":null,"name":"x"}]}');
    expect(answer('{ people { code } }', { people: [{ __typename: 'Person' }] })).toBe('{"people":null}');
    expect(answer('{ strict { code } people { name } }', { strict: { __typename: 'Person' }, people: [] })).toBe(
      'null',
    );
  });
  test('has the nulls of each object type behind an interface', () => {
    const data = { any: [{ __typename: 'City', name: 'x' }, { __typename: 'Nation' }, null] };
    expect(answer('{ any { name } }', data)).toBe('{"any":[{"name":"x"},{"name":null},null]}');
    expect(answer('{ any { name ... on City { code } } }', data)).toBe('{"any":[null,{"name":null},null]}');
  });
  test('has the nulls of each object type of a union', () => {
    const query = '{ either { ... on City { name } ... on Nation { name } } }';
    expect(answer(query, { either: { __typename: 'City', name: 'x' } })).toBe('{"either":{"name":"x"}}');
    expect(answer(query, { either: { __typename: 'Nation' } })).toBe('{"either":{"name":null}}');
  });
  test('keeps the nulls that came', () => {
    expect(answer('{ people { number name } strict { name } }', { people: null, strict: { name: null } })).toBe(
      '{"people":null,"strict":{"name":null}}',
    );
  });
  test('has introspection under the keys and in the places where it was asked', () => {
    expect(
      answer('{ s: __schema { queryType { name } } people { number } t: __type(name: "x") { name } }', {
        people: [{ __typename: 'Person' }],
      }),
    ).toBe('{"s":{"introspected":"s"},"people":[{"number":null}],"t":{"introspected":"t"}}');
  });
});
