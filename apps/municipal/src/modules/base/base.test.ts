import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

/** Read as files, since apps never import apps; federation wants each subgraph to declare what it uses. */
const baseOf = (app: string) =>
  readFileSync(new URL(`../../../../${app}/src/modules/base/schema.graphql`, import.meta.url), 'utf8');

test('the three subgraphs declare the common words alike, or composition would merge their bases into alternatives', () => {
  expect(baseOf('prefectural')).toBe(baseOf('municipal'));
  expect(baseOf('national')).toBe(baseOf('municipal'));
});
