import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { weightedRemainder } from './modulus-eleven.ts';
import { formatResidentCode, parseResidentCode, residentCodeCheckDigit, residentCodeFault } from './resident-code.ts';

const body = fc.stringMatching(/^[0-9]{10}$/u);

describe('住民票コード', () => {
  test('a body with its check digit parses', () => {
    fc.assert(
      fc.property(body, (digits) => {
        expect(residentCodeFault(`${digits}${residentCodeCheckDigit(digits)}`)).toBeUndefined();
      }),
    );
  });

  test('one wrong digit is noticed unless both remainders are 0 or 1', () => {
    fc.assert(
      fc.property(body, fc.nat(9), fc.nat(9), (digits, at, wrong) => {
        const mistyped = `${digits.slice(0, at)}${wrong}${digits.slice(at + 1)}`;
        fc.pre(mistyped !== digits);
        const noticed = residentCodeFault(`${mistyped}${residentCodeCheckDigit(digits)}`) !== undefined;
        expect(noticed).toBe(weightedRemainder(digits) > 1 || weightedRemainder(mistyped) > 1);
      }),
    );
  });

  test('another rule replaces the published one everywhere', () => {
    const alwaysSeven = () => 7;
    expect(parseResidentCode('12345678907', alwaysSeven)).toBe('12345678907');
    expect(residentCodeCheckDigit('1234567890', alwaysSeven)).toBe(7);
    expect(residentCodeFault('12345678903', alwaysSeven)).toEqual({ kind: 'check-digit' });
    expect(residentCodeFault('12345678903')).toBeUndefined();
  });

  test('a 個人番号 is refused for its length', () => {
    expect(() => parseResidentCode('123456789018')).toThrow('住民票コード has 11 digits, not 12.');
  });

  test('is printed so that it is not taken for a 個人番号', () => {
    expect(formatResidentCode(parseResidentCode('12345678903'))).toBe('12345 678903');
  });
});
