import { expect, test } from '@jest/globals';
import { GraphQLString } from 'graphql';
import { mergeResolvers } from './merge-resolvers.ts';

const search = () => 'search';
const notify = () => 'notify';

test('the resolvers of modules stand side by side, and those of a module stay as they were', () => {
  const first = { Query: { search } };
  const merged = mergeResolvers([
    { name: 'first', resolvers: first },
    { name: 'second', resolvers: { Query: { notify }, Mutation: { notify }, Text: GraphQLString } },
  ]);
  expect(merged).toEqual({ Query: { search, notify }, Mutation: { notify }, Text: GraphQLString });
  expect(merged['Text']).toBe(GraphQLString);
  expect(first).toEqual({ Query: { search } });
});

test('a coordinate that two modules resolve is a fault', () => {
  const twice = ['first', 'second'].map((name) => ({ name, resolvers: { Query: { search } } }));
  expect(() => mergeResolvers(twice)).toThrow('second resolves Query.search a second time');
});
