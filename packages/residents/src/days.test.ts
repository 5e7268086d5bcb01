import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dateOf, dayOf, isDate } from './days.ts';

test('a day goes to its date and back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -40_000, max: 60_000 }), (day) => {
      expect(dayOf(dateOf(day))).toBe(day);
      expect(isDate(dateOf(day))).toBe(true);
      expect(dateOf(day) < dateOf(day + 1)).toBe(true);
    }),
  );
});

test('days that do not exist are no dates', () => {
  for (const text of ['', '2026-02-30', '2026-13-01', '2026-1-1', '2026-01-01T00:00:00Z', 'today']) {
    expect(isDate(text)).toBe(false);
  }
  expect(isDate('2024-02-29')).toBe(true);
});
