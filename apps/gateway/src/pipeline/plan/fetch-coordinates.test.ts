import { describe, expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { fetchCoordinates } from './fetch-coordinates.ts';

const supergraph = buildSchema(
  `type Query { file: File any: Any }
  interface File { name(by: Int): String }
  interface Any { name: String }
  type City implements Any { name: String }
  type Nation implements Any { name: String }`,
);
// To this tier each interface is one object.
const subgraph = buildSchema(
  `type Query { file: File any: Any }
  type File { name(by: Int): String }
  type Any { name: String }`,
);
const read = (operation: string) => [...fetchCoordinates({ supergraph, subgraph }, operation)].sort();

describe('what a fetch reads', () => {
  test('of an interface is read of every object type that can stand there', () => {
    expect(read('{ any { __typename name } }')).toEqual(['City.name', 'Nation.name', 'Query.any']);
  });
  test('of an interface without object types is read of the interface, so that nothing goes unguarded', () => {
    expect(read('{ file { __typename name(by: 1) } }')).toEqual(['File.name', 'File.name(by:)', 'Query.file']);
  });
  test('beyond its subgraph stops the request', () => {
    expect(() => read('{ file { other } }')).toThrow('does not have');
  });
});
