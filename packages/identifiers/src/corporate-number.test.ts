import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  corporateNumberCheckDigit,
  corporateNumberFault,
  formatCorporateNumber,
  parseCorporateNumber,
} from './corporate-number.ts';

const base = fc.stringMatching(/^[0-9]{12}$/u);

function numberOf(digits: string): string {
  return `${corporateNumberCheckDigit(digits)}${digits}`;
}

function zeroForNine(one: string | undefined, other: string | undefined): boolean {
  return (one === '0' && other === '9') || (one === '9' && other === '0');
}

describe('法人番号', () => {
  test('a base number with its check digit parses, and the check digit is never 0', () => {
    fc.assert(
      fc.property(base, (digits) => {
        expect(corporateNumberCheckDigit(digits)).toBeGreaterThan(0);
        expect(corporateNumberFault(numberOf(digits))).toBeUndefined();
        expect(corporateNumberFault(`0${digits}`)).toEqual({ kind: 'check-digit' });
      }),
    );
  });

  test('one wrong digit is noticed, but for 0 and 9 in the base number', () => {
    fc.assert(
      fc.property(base, fc.nat(12), fc.nat(9), (digits, at, wrong) => {
        const number = numberOf(digits);
        fc.pre(number[at] !== String(wrong));
        const mistyped = `${number.slice(0, at)}${wrong}${number.slice(at + 1)}`;
        const noticed = corporateNumberFault(mistyped) !== undefined;
        expect(noticed).toBe(at === 0 || !zeroForNine(number[at], String(wrong)));
      }),
    );
  });

  test('two swapped neighbours are noticed, but for 0 and 9 in the base number', () => {
    fc.assert(
      fc.property(base, fc.nat(11), (digits, at) => {
        const number = numberOf(digits);
        fc.pre(number[at] !== number[at + 1]);
        const swapped = `${number.slice(0, at)}${number[at + 1]}${number[at]}${number.slice(at + 2)}`;
        const noticed = corporateNumberFault(swapped) !== undefined;
        expect(noticed).toBe(at === 0 || !zeroForNine(number[at], number[at + 1]));
      }),
    );
  });

  test('a 0 for a 9 passes: known, and not to be relied on', () => {
    expect(corporateNumberFault('8700110005901')).toBeUndefined();
    expect(corporateNumberFault('8790110005901')).toBeUndefined();
  });

  test('is printed with its check digit apart', () => {
    expect(formatCorporateNumber(parseCorporateNumber('8700110005901'))).toBe('8-7001-1000-5901');
    expect(() => parseCorporateNumber('8-7001-1000-5901')).toThrow('character 2');
  });
});
