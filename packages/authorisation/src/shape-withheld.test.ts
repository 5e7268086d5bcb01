import { describe, expect, test } from '@jest/globals';
import { shapeWithheld } from './shape-withheld.ts';
import { testCatalogue } from './test-support/test-catalogue.ts';
import { testGraph } from './test-support/test-graph.ts';
import { withheldErrors } from './withheld-errors.ts';

const { decided } = testGraph(
  `type Query {
    people: [Person!] @structural(reason: "x")
    strict: Person! @structural(reason: "x")
    any: [Record] @structural(reason: "x")
  }
  type Person { name: String @legalBasis(provisions: ["a"]) number: ID @legalBasis(provisions: ["b"]) code: ID! @legalBasis(provisions: ["b"]) friend: Person @structural(reason: "x") }
  interface Record { name: String @structural(reason: "x") }
  type City implements Record { name: String @legalBasis(provisions: ["a"]) }
  type Nation implements Record { name: String @legalBasis(provisions: ["b"]) }`,
  testCatalogue({ provisions: { a: {}, b: {} }, purposes: { p: [{ provision: 'a' }] } }),
);
const under = { under: 'p' };
const shape = (query: string, data: Record<string, unknown>) =>
  JSON.stringify(shapeWithheld(decided(query, under), data));

describe('an answer', () => {
  test('is not touched, nor copied, where nothing was withheld', () => {
    const data = { people: [{ name: 'x' }] };
    expect(shapeWithheld(decided('{ people { name } }', under), data)).toBe(data);
  });
  test('has null where a field was withheld, under its alias, in the order asked', () => {
    expect(
      shape('{ people { n: number ...F } } fragment F on Person { name constructor: number }', {
        people: [{ name: 'x' }],
      }),
    ).toBe('{"people":[{"n":null,"name":"x","constructor":null}]}');
  });
  test('loses the __typename that stood in for an empty selection', () => {
    expect(shape('{ people { number } }', { people: [{ __typename: 'Person' }] })).toBe('{"people":[{"number":null}]}');
    expect(shape('{ people { name @skip(if: true) } }', { people: [{ __typename: 'Person' }] })).toBe(
      '{"people":[{}]}',
    );
  });
  test('has null for the parent where a field that must not be null was withheld', () => {
    expect(
      shape('{ people { friend { code } name } }', { people: [{ friend: { __typename: 'Person' }, name: 'x' }] }),
    ).toBe('{"people":[{"friend":null,"name":"x"}]}');
    expect(shape('{ people { code } }', { people: [{ __typename: 'Person' }] })).toBe('{"people":null}');
    expect(shape('{ strict { code } people { name } }', { strict: { __typename: 'Person' }, people: [] })).toBe('null');
  });
  test('has the nulls of each object type behind an interface', () => {
    const data = { any: [{ __typename: 'City', name: 'x' }, { __typename: 'Nation' }, null] };
    expect(shape('{ any { name } }', data)).toBe('{"any":[{"name":"x"},{"name":null},null]}');
  });
  test('keeps the nulls that came', () => {
    expect(shape('{ people { number name } strict { name } }', { people: null, strict: { name: null } })).toBe(
      '{"people":null,"strict":{"name":null}}',
    );
    expect(shapeWithheld(decided('{ people { number } }', under), null)).toBe(null);
  });
});

describe('the errors', () => {
  test('count coordinates: not rows, not aliases; they carry no path and name no other purpose', () => {
    const errors = withheldErrors(
      decided('{ people { a: number b: number friend { number } } strict { number } }', under),
    );
    expect(errors).toEqual([
      {
        message: 'Person.number needs 法b, on which this purpose does not rest.',
        extensions: {
          code: 'WITHHELD',
          coordinate: 'Person.number',
          fields: ['Person.number'],
          reason: 'NO_BASIS_FOR_PURPOSE',
          provisions: [{ id: 'b', ja: '法b', en: 'Act, b', uncertain: false }],
        },
      },
    ]);
  });
});
