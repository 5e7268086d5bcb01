import { describe, expect, test } from '@jest/globals';
import { validateSchema } from 'graphql';
import { testCatalogue } from '../test-support/test-catalogue.ts';
import { testGraph } from '../test-support/test-graph.ts';
import { contractSchema, printContract } from './contract-schema.ts';

const graph = testGraph(
  `type Query @structural(reason: "root") {
    find(key: Key! @structural(reason: "key")): File @structural(reason: "way in")
    city: City @structural(reason: "way in")
    sorted(by: Order = NUMBER @structural(reason: "order")): File @structural(reason: "way in")
    needs(number: ID! @legalBasis(provisions: ["b"])): File @structural(reason: "way in")
    any: Any @structural(reason: "way in")
  }
  type Mutation @structural(reason: "root") { write: Int @legalBasis(provisions: ["b"]) }
  input Key @structural(reason: "key") {
    "Name as registered."
    name: String @legalBasis(provisions: ["a"])
    number: ID @legalBasis(provisions: ["b"])
    order: Order @structural(reason: "order")
  }
  input Unused @structural(reason: "x") { a: Int @structural(reason: "x") }
  enum Order @structural(reason: "order") { NAME @structural(reason: "o") NUMBER @legalBasis(provisions: ["b"]) }
  interface File @structural(reason: "shape") { name: String @structural(reason: "s") number: ID @structural(reason: "s") }
  type City implements File @structural(reason: "file") {
    name: String @legalBasis(provisions: ["a"])
    number: ID @legalBasis(provisions: ["a"])
    nation: Nation @structural(reason: "way")
  }
  type Nation implements File @structural(reason: "file") {
    name: String @legalBasis(provisions: ["a"])
    number: ID @legalBasis(provisions: ["b"])
  }
  type Hidden @structural(reason: "file") { number: ID @legalBasis(provisions: ["b"]) }
  union Any @structural(reason: "any") = Hidden | Nation`,
  testCatalogue({
    provisions: { a: {}, b: {} },
    purposes: {
      p: [{ provision: 'a' }],
      all: [{ provision: 'a' }, { provision: 'b' }],
      none: [],
    },
  }),
);
const contract = (under: string) => printContract(graph.schema, graph.view({ under }));

describe('a contract schema', () => {
  test('shows what the purpose reaches, each member with its article', () => {
    expect(contract('p')).toMatchInlineSnapshot(`
     "# p: p (p)
     # on 2026-01-01
     # snapshot test

     type Query {
       find(key: Key!): File
       city: City
       any: Any
     }

     input Key {
       """
       Name as registered.
       
       根拠: 法a
       """
       name: String
       order: Order
     }

     enum Order {
       NAME
     }

     interface File {
       """根拠: 法a"""
       name: String
     }

     type City implements File {
       """根拠: 法a"""
       name: String
       """根拠: 法a"""
       number: ID
       nation: Nation
     }

     type Nation implements File {
       """根拠: 法a"""
       name: String
     }

     union Any = Nation
     "
    `);
  });
  test('shows everything but what no path leads to, where all is open', () => {
    expect(contract('all')).toMatch('write: Int');
    expect(contract('all')).toMatch('union Any = Hidden | Nation');
    expect(contract('all')).not.toMatch('Unused');
  });
  test('shows an interface that answers itself, with what of it is open', () => {
    const alone = testGraph(
      `type Query @structural(reason: "root") { file: File @structural(reason: "way in") }
      interface File @structural(reason: "shape") { name: String @legalBasis(provisions: ["a"]) number: ID @legalBasis(provisions: ["b"]) }`,
      graph.policy.catalogue,
    );
    const shown = printContract(alone.schema, alone.view({ under: 'p' }));
    expect(shown).toMatch('name: String');
    expect(shown).not.toMatch('number');
    expect(printContract(alone.schema, alone.view({ under: 'none' }))).not.toMatch('File');
  });
  test('says so where nothing is open', () => {
    const closed = testGraph('type Query { name: String @legalBasis(provisions: ["a"]) }', graph.policy.catalogue);
    expect(printContract(closed.schema, closed.view({ under: 'none' }))).toMatch('nothing: Boolean');
    expect(printContract(closed.schema, closed.view({ under: 'none' }))).not.toMatch('name');
  });
  test('is a valid schema, and every operation valid against it passes unfiltered', () => {
    for (const under of ['p', 'all', 'none']) {
      expect(validateSchema(contractSchema(graph.schema, graph.view({ under })))).toEqual([]);
    }
    expect(
      graph.show('{ city { name number nation { name } } any { ... on Nation { name } } }', { under: 'p' }),
    ).toMatch(/^unchanged/);
  });
});
