import { expect, test } from '@jest/globals';
import { checkScope, covers, rootsOf, segmentCount } from './scope.ts';
import { sha256 } from './testing/memory-sides.ts';

const allRoots = (scope: Parameters<typeof rootsOf>[0]) =>
  Array.from({ length: segmentCount }, (_, segment) => rootsOf(scope, segment, sha256)).flat();

test('the whole is sixteen segments', () => {
  expect(allRoots({ kind: 'WHOLE' })).toEqual(Array.from('0123456789abcdef'));
});

test('a part is the ranges from the first to the last', () => {
  expect(allRoots({ kind: 'RANGE', from: 254, to: 257 })).toEqual(['0fe', '0ff', '100', '101']);
});

test('a sample has as many ranges as were asked for, the same for the same seed, others for another', () => {
  const draw = (seed: string) => allRoots({ kind: 'SAMPLE', ranges: 40, seed });
  expect(new Set(draw('one')).size).toBe(40);
  expect(draw('one')).toEqual(draw('one'));
  expect(draw('one')).not.toEqual(draw('two'));
});

test('a run covers the buckets below its roots and no others', () => {
  expect(covers({ kind: 'RANGE', from: 254, to: 257 }, '1010', sha256)).toBe(true);
  expect(covers({ kind: 'RANGE', from: 254, to: 257 }, '1020', sha256)).toBe(false);
  expect(covers({ kind: 'WHOLE' }, 'ffff', sha256)).toBe(true);
});

test.each([
  { kind: 'RANGE', from: 5, to: 4 },
  { kind: 'RANGE', from: -1, to: 4 },
  { kind: 'RANGE', from: 0, to: 4_096 },
  { kind: 'RANGE', from: 0.5, to: 4 },
  { kind: 'SAMPLE', ranges: 0, seed: '' },
  { kind: 'SAMPLE', ranges: 4_096, seed: '' },
] as const)('refuses %j, and says what would do', (scope) => {
  expect(() => checkScope(scope)).toThrow(/4095/);
});
