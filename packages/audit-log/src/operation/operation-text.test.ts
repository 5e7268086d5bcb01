import { expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { operationText } from './operation-text.ts';

const text = (operation: string) => operationText(parse(operation));

test('is one for operations that differ in their values alone', () => {
  expect(text('{ search(number: "123456789018", first: 1, by: NAME) { name } }')).toBe(
    text('{ search(number: "123456789026", first: 2, by: CODE) { name } }'),
  );
});

test('is another where something else is asked', () => {
  expect(text('{ search(number: "1") { name } }')).not.toBe(text('{ search(number: "1") { address } }'));
});

test('holds no value, nested ones and defaults included', () => {
  const operation = 'query ($n: Int = 4711) { a(key: { list: ["秘密", 1.25] }) { x(y: """block""") } b(n: $n) }';
  expect(text(operation)).not.toMatch(/4711|秘密|1\.25|block/);
});
