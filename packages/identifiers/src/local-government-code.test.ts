import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  localGovernmentCodeCheckDigit,
  localGovernmentCodeFault,
  parseLocalGovernmentCode,
  parsePrefectureCode,
  prefectureOf,
  withCheckDigit,
  withoutCheckDigit,
} from './local-government-code.ts';

const body = fc
  .tuple(fc.integer({ min: 1, max: 47 }), fc.nat(999))
  .map(([prefecture, rest]) => `${String(prefecture).padStart(2, '0')}${String(rest).padStart(3, '0')}`);

function remainder(code5: string): number {
  return Array.from(code5).reduce((sum, digit, index) => sum + Number(digit) * (6 - index), 0) % 11;
}

/** Remainders 0 and 10 share the check digit 1: the only place where the scheme is blind. */
function blind(one: string, other: string): boolean {
  return [0, 10].includes(remainder(one)) && [0, 10].includes(remainder(other));
}

describe('全国地方公共団体コード', () => {
  test('remainder 0 gives 1 and remainder 1 gives 0, unlike the 個人番号', () => {
    expect(localGovernmentCodeCheckDigit('13104')).toBe(1);
    expect(localGovernmentCodeCheckDigit('20000')).toBe(0);
  });

  test('one wrong digit is noticed unless the remainders are 0 and 10', () => {
    fc.assert(
      fc.property(body, fc.integer({ min: 2, max: 4 }), fc.nat(9), (code5, at, wrong) => {
        const mistyped = `${code5.slice(0, at)}${wrong}${code5.slice(at + 1)}`;
        fc.pre(mistyped !== code5);
        const noticed = localGovernmentCodeFault(`${mistyped}${localGovernmentCodeCheckDigit(code5)}`) !== undefined;
        expect(noticed).toBe(!blind(code5, mistyped));
      }),
    );
  });

  test('two swapped neighbours are noticed unless the remainders are 0 and 10', () => {
    fc.assert(
      fc.property(body, fc.integer({ min: 2, max: 3 }), (code5, at) => {
        const swapped = `${code5.slice(0, at)}${code5[at + 1]}${code5[at]}${code5.slice(at + 2)}`;
        fc.pre(swapped !== code5);
        const noticed = localGovernmentCodeFault(`${swapped}${localGovernmentCodeCheckDigit(code5)}`) !== undefined;
        expect(noticed).toBe(!blind(code5, swapped));
      }),
    );
  });

  test('goes to five digits, to its prefecture, and back', () => {
    fc.assert(
      fc.property(body, (code5) => {
        const code = withCheckDigit(code5);
        expect(withoutCheckDigit(code)).toBe(code5);
        expect(prefectureOf(code)).toBe(code5.slice(0, 2));
      }),
    );
  });

  test('keeps its leading zero and refuses the five-digit form and unknown prefectures', () => {
    expect(parseLocalGovernmentCode('010006')).toBe('010006');
    expect(() => parseLocalGovernmentCode('01000')).toThrow('6 digits, not 5');
    expect(() => parseLocalGovernmentCode('000001')).toThrow('01 to 47');
    expect(() => parseLocalGovernmentCode('480002')).toThrow('01 to 47');
    expect(() => withCheckDigit('2720')).toThrow('5 digits, not 4');
  });

  test('a prefecture is two digits between 01 and 47', () => {
    expect(parsePrefectureCode('47')).toBe('47');
    expect(() => parsePrefectureCode('48')).toThrow('01 to 47');
    expect(() => parsePrefectureCode('00')).toThrow('01 to 47');
    expect(() => parsePrefectureCode('1')).toThrow('2 digits, not 1');
  });
});
