import { expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { searchSchema } from './search-schema.ts';

const schema = buildSchema(`
  "入口"
  type Query { record: Record }
  type Record {
    "氏名"
    name: String
    address: String
  }
  input Key { name: String! }
`);

test('finds nothing for nothing typed', () => {
  expect(searchSchema(schema, ' ')).toEqual([]);
});

test('finds a field by its Japanese description', () => {
  expect(searchSchema(schema, '氏名')).toEqual([{ typeName: 'Record', fieldName: 'name', description: '氏名' }]);
});

test('finds types, fields and input fields by name, and nothing of the introspection', () => {
  expect(searchSchema(schema, 'NAME').map((hit) => `${hit.typeName}.${hit.fieldName}`)).toEqual([
    'Record.name',
    'Key.name',
  ]);
  expect(searchSchema(schema, '__')).toEqual([]);
});
