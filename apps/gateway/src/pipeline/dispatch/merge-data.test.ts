import { expect, test } from '@jest/globals';
import { copyData, mergeData } from './merge-data.ts';

test('merges objects by key and lists by index', () => {
  const target = { a: { b: 1 }, list: [{ x: 1 }, { x: 2 }] };
  mergeData(target, { a: { c: 2 }, list: [{ y: 1 }, { y: 2 }] });
  expect(target).toEqual({
    a: { b: 1, c: 2 },
    list: [
      { x: 1, y: 1 },
      { x: 2, y: 2 },
    ],
  });
});

test('keeps what was there when a later fetch brings null', () => {
  const target = { a: { b: 1 } };
  mergeData(target, { a: null });
  expect(target).toEqual({ a: { b: 1 } });
});

test('a name of the prototype is data like any other, and __proto__ is none', () => {
  const target: Record<string, unknown> = {};
  mergeData(target, JSON.parse('{"constructor":{"name":"x"},"__proto__":{"polluted":true}}'));
  expect(Object.keys(target)).toEqual(['constructor']);
  expect(target['polluted']).toBeUndefined();
  expect(Object.getPrototypeOf(target)).toBe(Object.prototype);
});

test('a copy shares nothing with what it was made from', () => {
  const original = { list: [{ x: 1 }] };
  const copy = copyData(original);
  original.list[0] = { x: 2 };
  expect(copy).toEqual({ list: [{ x: 1 }] });
});
