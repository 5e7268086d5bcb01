import { describe, expect, test } from '@jest/globals';
import { buildSchema, getOperationAST, parse } from 'graphql';
import { compileShape } from './compile-shape.ts';
import { shapeResponse } from './shape-response.ts';

const schema = buildSchema(`
  type Query { find: [Named] one: Person any: Any must: Strict }
  interface Named { name: String }
  type Person implements Named { name: String number: String age: Int friends: [Person!] }
  type Body implements Named { name: String code: String }
  type Strict { here: String! }
  union Any = Person | Body
`);

function operationOf(text: string) {
  const document = parse(text);
  const operation = getOperationAST(document);
  if (!operation) throw new TypeError('the test asks one operation');
  return { document, operation };
}

/** Shapes data for what was asked, of which `permitted` was left. */
function shaped(asked: string, data: Record<string, unknown>, permitted = asked, coerced = {}) {
  const shape = compileShape({
    schema,
    asked: operationOf(asked),
    permitted: operationOf(permitted).operation,
    coerced,
  });
  return shapeResponse(schema, { typename: 'Query', shape }, data, (key) => `introspection of ${key}`);
}

describe('the answer', () => {
  test('has the keys of the caller in their order, and nothing that was fetched on the way', () => {
    const { data } = shaped('{ one { b: name a: age } }', {
      one: { __typename: 'Person', ref: 'r', a: 1, b: 'x', name: 'y' },
    });
    expect(JSON.stringify(data)).toBe('{"one":{"b":"x","a":1}}');
  });

  test('is null where something was withheld, whatever lies in the data under its key', () => {
    const { data } = shaped(
      '{ one { name number n: number } }',
      { one: { name: 'x', number: '1', n: '1' } },
      '{ one { name } }',
    );
    expect(data).toEqual({ one: { name: 'x', number: null, n: null } });
  });

  test('follows fragments, abstract types and conditions', () => {
    const query = `query ($no: Boolean!) { find { name ...F ... on Body { code } } one @include(if: $no) { name } }
      fragment F on Person { age @skip(if: $no) }`;
    const find = [
      { __typename: 'Person', name: 'p', age: 3, code: 'x' },
      { __typename: 'Body', name: 'b', code: 'c', age: 3 },
      null,
    ];
    expect(shaped(query, { find, one: { name: 'x' } }, query, { no: false }).data).toEqual({
      find: [{ name: 'p', age: 3 }, { name: 'b', code: 'c' }, null],
    });
  });

  test('of fragments that double sixty times is there at once', () => {
    const doubling = Array.from({ length: 60 }, (_, at) => `fragment F${at} on Person { ...F${at + 1} ...F${at + 1} }`);
    const query = `{ one { ...F0 } } ${doubling.join(' ')} fragment F60 on Person { name }`;
    expect(shaped(query, { one: { name: 'x' } }, '{ one { name } }').data).toEqual({ one: { name: 'x' } });
  });

  test('takes introspection from where it is answered', () => {
    expect(shaped('{ s: __schema { __typename } __typename }', {}).data).toEqual({
      s: 'introspection of s',
      __typename: 'Query',
    });
  });
});

describe('data that does not fit', () => {
  test.each([
    ['a type that cannot stand there', { one: { __typename: 'Body', name: 'x' } }],
    ['a type that does not exist', { one: { __typename: 'constructor', name: 'x' } }],
    ['a list for an object', { one: [{ name: 'x' }] }],
    ['a text for an object', { one: 'x' }],
  ])('%s is null', (_what, data) => {
    const { data: answer, faults } = shaped('{ one { name } }', data);
    expect([answer, faults.length]).toEqual([{ one: null }, 1]);
  });

  test.each([
    ['an object for a text', { name: {} }],
    ['a number for a text', { name: 1 }],
    ['the prototype', JSON.parse('{"__proto__":{"name":"x"}}')],
  ])('%s is null, and the rest stays', (_what, one) => {
    expect(shaped('{ one { name age } }', { one: { age: 1, ...one } }).data).toEqual({ one: { name: null, age: 1 } });
  });

  test('a union whose type nobody states is null', () => {
    expect(shaped('{ any { ... on Body { code } } }', { any: { code: 'x' } }).data).toEqual({ any: null });
  });

  test('a null where none may be makes its parent null', () => {
    const { data, faults } = shaped('{ must { here } one { friends { name } } }', {
      must: {},
      one: { friends: [null] },
    });
    expect(data).toEqual({ must: null, one: { friends: null } });
    expect(faults.map(({ path }) => path.join('.'))).toEqual(['must.here', 'one.friends.0']);
  });
});
