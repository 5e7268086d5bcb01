import { describe, expect, test } from '@jest/globals';
import { type Matrix, matrixPermits } from './matrix.ts';

const matrix: Matrix = {
  version: 1,
  coordinates: ['A.a', 'A.b', 'A.c', 'A.d', 'A.e'],
  // a and c; e alone; nothing
  sets: ['50', '01', '00'],
  purposes: {
    p: {
      reach: 'nationwide',
      spans: [
        { from: null, set: 2, withOrdinance: 2 },
        { from: '2025-05-26', set: 0, withOrdinance: 1 },
      ],
    },
  },
};
const ask = (coordinate: string, date = '2026-01-01', purpose = 'p', ordinance = false) =>
  matrixPermits(matrix, { purpose, date, ordinance }, coordinate);

describe('a matrix', () => {
  test('permits what its bit set holds and nothing else', () => {
    expect(['A.a', 'A.b', 'A.c', 'A.d', 'A.e'].filter((at) => ask(at))).toEqual(['A.a', 'A.c']);
  });
  test('changes on the day of the span, not before', () => {
    expect([ask('A.a', '2025-05-25'), ask('A.a', '2025-05-26')]).toEqual([false, true]);
  });
  test('opens what an ordinance opens only to a body that has it', () => {
    expect([ask('A.e'), ask('A.e', '2026-01-01', 'p', true)]).toEqual([false, true]);
  });
  test('is closed for purposes, coordinates and days that it does not know', () => {
    expect([ask('A.z'), ask('constructor'), ask('__proto__')]).toEqual([false, false, false]);
    expect([ask('A.a', '2026-01-01', '__proto__'), ask('A.a', '2026-01-01', 'P')]).toEqual([false, false]);
    expect([ask('A.a', '9'), ask('A.a', ''), ask('A.a', '2026-1-1')]).toEqual([false, false, false]);
  });
});
