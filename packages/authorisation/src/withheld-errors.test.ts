import { describe, expect, test } from '@jest/globals';
import { testCatalogue } from './test-support/test-catalogue.ts';
import { testGraph } from './test-support/test-graph.ts';
import { withheldErrors } from './withheld-errors.ts';

const { decided } = testGraph(
  `type Query {
    people: [Person!] @structural(reason: "x")
    strict: Person! @structural(reason: "x")
  }
  type Person { number: ID @legalBasis(provisions: ["b"]) friend: Person @structural(reason: "x") }`,
  testCatalogue({ provisions: { b: {} }, purposes: { p: [] } }),
);

describe('the errors', () => {
  test('count coordinates: not rows, not aliases; they carry no path and name no other purpose', () => {
    const errors = withheldErrors(
      decided('{ people { a: number b: number friend { number } } strict { number } }', { under: 'p' }),
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
