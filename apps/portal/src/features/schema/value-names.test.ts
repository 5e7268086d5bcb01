import { expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { valueNames } from './value-names.ts';

test('takes the legal term with which a description begins', () => {
  const schema = buildSchema(`
    type Query { a: Sex b: Kind }
    enum Sex { "男." MALE FEMALE }
    enum Kind { "記載: the record was entered." ENTRY }
  `);
  expect([...valueNames(schema)]).toEqual([
    ['MALE', '男'],
    ['ENTRY', '記載'],
  ]);
});

test('gives no name to a value that means two things', () => {
  const schema = buildSchema(`
    type Query { a: A b: B }
    enum A { "修正." OTHER }
    enum B { "その他." OTHER }
  `);
  expect(valueNames(schema).size).toBe(0);
});
