import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contains, dayAfter, dayBefore, type Interval, legalDateAt, overlaps, parseLegalDate } from './legal-date.ts';

const day = fc
  .date({ min: new Date('1900-01-02'), max: new Date('2199-12-30'), noInvalidDate: true })
  .map((date) => parseLegalDate(date.toISOString().slice(0, 10)));
const interval: fc.Arbitrary<Interval> = fc
  .tuple(fc.option(day), fc.option(day))
  .map(([a, b]) =>
    a !== null && b !== null && b < a ? { from: b, to: a, uncertain: false } : { from: a, to: b, uncertain: false },
  );

describe('a legal day', () => {
  test.each(['2026-02-30', '2026-13-01', '26-01-01', '2026-1-1', '', '2026-07-24T00:00'])('%j is no day', (text) => {
    expect(() => parseLegalDate(text)).toThrow('not a calendar day');
  });

  test('begins at midnight in Tokyo, not in Greenwich', () => {
    expect(legalDateAt(Date.parse('2026-03-31T14:59:59.999Z'))).toBe('2026-03-31');
    expect(legalDateAt(Date.parse('2026-03-31T15:00:00Z'))).toBe('2026-04-01');
  });

  test('the day after and the day before undo each other', () => {
    expect(dayAfter(parseLegalDate('2024-02-28'))).toBe('2024-02-29');
    expect(dayBefore(parseLegalDate('2026-01-01'))).toBe('2025-12-31');
    fc.assert(fc.property(day, (date) => dayBefore(dayAfter(date)) === date && date < dayAfter(date)));
  });
});

describe('a span of days', () => {
  test('holds both of its ends and nothing beyond', () => {
    const span = { from: parseLegalDate('2016-01-01'), to: parseLegalDate('2021-08-31'), uncertain: false };
    expect(contains(span, parseLegalDate('2016-01-01'))).toBe(true);
    expect(contains(span, parseLegalDate('2021-08-31'))).toBe(true);
    expect(contains(span, parseLegalDate('2015-12-31'))).toBe(false);
    expect(contains(span, parseLegalDate('2021-09-01'))).toBe(false);
  });

  test('overlaps another if, and only if, a bound of one lies in the other or one is open on both sides', () => {
    fc.assert(
      fc.property(interval, interval, (one, other) => {
        const bounds = [
          one.from,
          one.to,
          other.from,
          other.to,
          parseLegalDate('1900-01-01'),
          parseLegalDate('2199-12-31'),
        ];
        const shared = bounds.some((date) => date !== null && contains(one, date) && contains(other, date));
        expect(overlaps(one, other)).toBe(shared);
        expect(overlaps(other, one)).toBe(shared);
      }),
    );
  });
});
