import { describe, expect, test } from '@jest/globals';
import { eraDate, westernDate } from './era-date.ts';

describe('a day in both calendars', () => {
  test.each([
    ['2026-11-21', '令和8年11月21日'],
    ['2019-05-01', '令和元年5月1日'],
    ['2019-04-30', '平成31年4月30日'],
    ['1989-01-08', '平成元年1月8日'],
    ['1989-01-07', '昭和64年1月7日'],
    ['1926-12-25', '昭和元年12月25日'],
    ['1926-12-24', '大正15年12月24日'],
    ['1912-07-30', '大正元年7月30日'],
    ['1912-07-29', '明治45年7月29日'],
    ['1873-01-01', '明治6年1月1日'],
    ['1872-12-31', '1872年12月31日'],
  ])('%s is %s', (day, words) => expect(eraDate(day)).toBe(words));

  test('the Western calendar has no leading zeros', () => expect(westernDate('2026-01-02')).toBe('2026年1月2日'));

  test.each(['2026-02-30', '2026-1-2', '', 'today'])('%s is refused', (day) => {
    expect(() => eraDate(day)).toThrow('YYYY-MM-DD');
  });
});
