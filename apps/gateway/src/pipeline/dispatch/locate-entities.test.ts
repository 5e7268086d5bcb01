import { expect, test } from '@jest/globals';
import { locateEntities, locatePaths } from './locate-entities.ts';

const data = { search: { people: [{ ref: 'a' }, null, { ref: 'b', list: [[{ ref: 'c' }]] }] } };

test('finds the objects at a path, passing over nulls', () => {
  expect(locateEntities(data, ['search', 'people', '@'])).toEqual([{ ref: 'a' }, data.search.people[2]]);
});

test('steps through nested lists', () => {
  expect(locateEntities(data, ['search', 'people', '@', 'list', '@', '@'])).toEqual([{ ref: 'c' }]);
});

test('finds nothing where the path leads nowhere, a name of the prototype included', () => {
  expect(locateEntities(data, ['search', 'constructor'])).toEqual([]);
});

test('paths stand in the order of the objects', () => {
  expect(locatePaths(data, ['search', 'people', '@'])).toEqual([
    ['search', 'people', 0],
    ['search', 'people', 2],
  ]);
});
