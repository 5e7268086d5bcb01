import { describe, expect, test } from '@jest/globals';
import { type Matrix, matrixPermits } from './matrix.ts';

const matrix: Matrix = {
  version: 1,
  coordinates: ['A.a', 'A.b', 'A.c', 'A.d', 'A.e'],
  // a and c; e alone; nothing
  sets: ['50', '01', '00', '80'],
  purposes: {
    p: {
      reach: 'nationwide',
      spans: [
        { from: null, set: 2, withOrdinance: 2 },
        { from: '2025-05-26', set: 0, withOrdinance: 1 },
      ],
      secondHop: { purpose: 'q', reach: 'outside-prefecture', spans: [{ from: null, set: 3, withOrdinance: 3 }] },
    },
    q: { reach: 'outside-prefecture', spans: [{ from: null, set: 0, withOrdinance: 0 }], secondHop: null },
  },
};
const ask = (coordinate: string, date = '2026-01-01', purpose = 'p', ordinance = false) =>
  matrixPermits(matrix, { purpose, date, ordinance, secondHopOf: null }, coordinate);

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
  test('opens to a second hop what stands behind it, and nothing of the linked purpose itself', () => {
    const hop = (coordinate: string, secondHopOf: string | null, purpose = 'q') =>
      matrixPermits(matrix, { purpose, date: '2026-01-01', ordinance: false, secondHopOf }, coordinate);
    expect([hop('A.d', 'p'), hop('A.a', 'p')]).toEqual([true, false]);
    expect([hop('A.d', null), hop('A.a', null), hop('A.d', null, 'p')]).toEqual([false, true, false]);
    expect([hop('A.d', 'q'), hop('A.d', 'p', 'p'), hop('A.d', '__proto__'), hop('A.d', '')]).toEqual(
      Array.from({ length: 4 }, () => false),
    );
  });
  test('is closed for purposes, coordinates and days that it does not know', () => {
    expect([ask('A.z'), ask('constructor'), ask('__proto__')]).toEqual([false, false, false]);
    expect([ask('A.a', '2026-01-01', '__proto__'), ask('A.a', '2026-01-01', 'P')]).toEqual([false, false]);
    expect([ask('A.a', '9'), ask('A.a', ''), ask('A.a', '2026-1-1')]).toEqual([false, false, false]);
  });
});
