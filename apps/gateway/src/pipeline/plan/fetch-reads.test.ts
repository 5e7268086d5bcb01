import { describe, expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { fetchCoordinates, requiredCoordinates } from './fetch-coordinates.ts';

const schema = buildSchema(`
  type Query { people(key: Key, first: Int): [Named!] any: Any me: Person }
  interface Named { name: String }
  type Person implements Named { name: String number: String friends(of: String): [Person] }
  type Body implements Named { name: String code: String }
  union Any = Person | Body
  input Key { number: String }
`);
const reads = (operation: string) => [...fetchCoordinates({ supergraph: schema, subgraph: schema }, operation)].sort();

describe('a fetch reads', () => {
  test('a field of an interface on every type that may answer', () => {
    expect(reads('{ people { name } }')).toEqual(['Body.name', 'Person.name', 'Query.people']);
  });

  test('what stands in fragments, on unions, under aliases and under conditions', () => {
    const query = `query ($no: Boolean!) { any { ...F ... on Body { x: code @skip(if: $no) } } }
      fragment F on Person { name: number }`;
    expect(reads(query)).toEqual(['Body.code', 'Person.number', 'Query.any']);
  });

  test('its arguments, wherever they stand', () => {
    expect(reads('{ people(key: { number: "1" }) { ... on Person { friends(of: "x") { name } } } }')).toEqual([
      'Person.friends',
      'Person.friends(of:)',
      'Person.name',
      'Query.people',
      'Query.people(key:)',
    ]);
  });

  test('nothing by __typename', () => {
    expect(reads('{ __typename me { __typename } }')).toEqual(['Query.me']);
  });
});

test('entities are read on the types that the fetch names', () => {
  const operation =
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person { number } } }';
  expect(reads(operation)).toEqual(['Person.number']);
});

test.each(['{ secret }', '{ me { secret } }', '{ any { name } }', '{ me { constructor } }'])(
  'a field that the tier does not have stops the request: %s',
  (operation) => {
    expect(() => reads(operation)).toThrow(expect.objectContaining({ code: 'PLAN_OUTSIDE_DECISION' }));
  },
);

test('a representation carries every field that it names, nested ones included', () => {
  const required = requiredCoordinates(schema, [
    {
      kind: 'InlineFragment',
      typeCondition: 'Person',
      selections: [
        { kind: 'Field', name: '__typename' },
        { kind: 'Field', name: 'friends', selections: [{ kind: 'Field', name: 'number' }] },
      ],
    },
  ]);
  expect([...required].sort()).toEqual(['Person.friends', 'Person.number']);
});
