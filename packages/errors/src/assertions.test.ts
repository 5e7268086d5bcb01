import { expect, test } from '@jest/globals';
import { invariant, unreachable } from './index.ts';

test('what was made sure of passes, and narrows the type', () => {
  const value: string | undefined = ['a'][0];
  invariant(value !== undefined, 'the list has an entry');
  expect(value.length).toBe(1);
});

test.each([false, null, undefined, 0, ''])('%p fails an invariant', (condition) => {
  expect(() => invariant(condition, 'it holds')).toThrow(new Error('invariant: it holds'));
});

test('a value that escaped its type ends the program where it is noticed', () => {
  const escaped: unknown = 'a new kind';
  expect(() => unreachable(escaped as never)).toThrow(new Error('unreachable: a new kind'));
});
