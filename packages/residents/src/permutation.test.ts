import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createPermutation } from './permutation.ts';

const side = fc.integer({ min: 1, max: 40 });

describe('createPermutation', () => {
  test('gives every value once, whatever the seed and the sides', () => {
    fc.assert(
      fc.property(fc.integer(), side, side, (seed, left, right) => {
        const permute = createPermutation({ seed, left, right, reserved: () => false });
        const values = Array.from({ length: left * right }, (_, index) => permute(index));
        expect([...values].sort((a, b) => a - b)).toEqual(values.map((_, index) => index));
      }),
    );
  });

  test('keeps out of the reserved range and still gives every other value once', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 4, max: 40 }), (seed, right) => {
        const size = 10 * right;
        const reserved = (value: number) => value >= size - right;
        const permute = createPermutation({ seed, left: 10, right, reserved });
        const values = Array.from({ length: size - right }, (_, index) => permute(index));
        expect([...values].sort((a, b) => a - b)).toEqual(values.map((_, index) => index));
      }),
    );
  });

  test('another seed gives another order', () => {
    const order = (seed: number) => {
      const permute = createPermutation({ seed, left: 1000, right: 1000, reserved: () => false });
      return Array.from({ length: 20 }, (_, index) => permute(index));
    };
    expect(order(1)).toEqual(order(1));
    expect(order(1)).not.toEqual(order(2));
  });
});
