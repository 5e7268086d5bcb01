import { describe, expect, test } from '@jest/globals';
import { eraseFrom, isDay, specialRuleApplies } from './move-days.ts';

describe('thirty days since the planned day (令24条の4)', () => {
  test('have passed on the thirty-first day after it', () => {
    expect(eraseFrom('2026-11-01')).toBe('2026-12-02');
    expect(eraseFrom('2028-02-10')).toBe('2028-03-12');
  });

  test('end the special rule with that day and not before', () => {
    const filed = { plannedOn: '2026-11-01', movedOn: '2026-11-30' };
    expect(specialRuleApplies({ ...filed, today: '2026-12-01' })).toBe(true);
    expect(specialRuleApplies({ ...filed, today: '2026-12-02' })).toBe(false);
  });

  test('matter less than fourteen days since moving in, where those end earlier', () => {
    const filed = { plannedOn: '2026-11-01', movedOn: '2026-11-02' };
    expect(specialRuleApplies({ ...filed, today: '2026-11-16' })).toBe(true);
    expect(specialRuleApplies({ ...filed, today: '2026-11-17' })).toBe(false);
  });
});

test('a day is one that exists', () => {
  expect(['2026-11-21', '2028-02-29'].every(isDay)).toBe(true);
  expect(['2026-02-29', '2026-11-21T00:00', '', '令和8年', '2026-13-01'].some(isDay)).toBe(false);
});
