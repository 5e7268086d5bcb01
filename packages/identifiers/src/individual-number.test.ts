import { describe, expect, test } from '@jest/globals';
import { JukiError } from '@juki/errors';
import fc from 'fast-check';
import {
  formatIndividualNumber,
  individualNumberCheckDigit,
  individualNumberFault,
  parseIndividualNumber,
} from './individual-number.ts';
import { weightedRemainder } from './modulus-eleven.ts';

const body = fc.stringMatching(/^[0-9]{11}$/u);
const digit = fc.integer({ min: 0, max: 9 });

/** The scheme is blind between remainders 0 and 1, which share the check digit 0. */
function blind(one: string, other: string): boolean {
  return weightedRemainder(one) <= 1 && weightedRemainder(other) <= 1;
}

function refusal(value: unknown): JukiError {
  try {
    parseIndividualNumber(value);
  } catch (error) {
    if (error instanceof JukiError) return error;
  }
  throw new Error('was not refused');
}

describe('個人番号', () => {
  test('a body with its check digit parses, and every other check digit is refused', () => {
    fc.assert(
      fc.property(body, digit, (digits, last) => {
        const right = individualNumberCheckDigit(digits);
        expect(individualNumberFault(`${digits}${last}`)).toEqual(last === right ? undefined : { kind: 'check-digit' });
      }),
    );
  });

  test('one wrong digit in the body is noticed unless both remainders are 0 or 1', () => {
    fc.assert(
      fc.property(body, fc.nat(10), digit, (digits, at, wrong) => {
        const mistyped = `${digits.slice(0, at)}${wrong}${digits.slice(at + 1)}`;
        fc.pre(mistyped !== digits);
        const noticed = individualNumberFault(`${mistyped}${individualNumberCheckDigit(digits)}`) !== undefined;
        expect(noticed).toBe(!blind(digits, mistyped));
      }),
    );
  });

  test('two swapped neighbours in the body are noticed unless both remainders are 0 or 1', () => {
    fc.assert(
      fc.property(body, fc.nat(9), (digits, at) => {
        const swapped = `${digits.slice(0, at)}${digits[at + 1]}${digits[at]}${digits.slice(at + 2)}`;
        fc.pre(swapped !== digits);
        const noticed = individualNumberFault(`${swapped}${individualNumberCheckDigit(digits)}`) !== undefined;
        expect(noticed).toBe(!blind(digits, swapped));
      }),
    );
  });

  test('remainders 0 and 1 both give the check digit 0', () => {
    expect(weightedRemainder('10000000042')).toBe(0);
    expect(individualNumberCheckDigit('10000000042')).toBe(0);
    expect(weightedRemainder('00000000006')).toBe(1);
    expect(individualNumberCheckDigit('00000000006')).toBe(0);
  });

  test('a refusal never quotes the number, whatever is wrong with it', () => {
    for (const value of ['123456789012', '1234567890188', '1234-5678-9018', '12345678901８', 123456789018]) {
      const error = refusal(value);
      expect(error.code).toBe('BAD_IDENTIFIER');
      expect(`${error.message}${JSON.stringify(error.details)}`).not.toMatch(/\d{4}/u);
    }
  });

  test('a refusal says what is wrong', () => {
    expect(refusal('12345678901').message).toBe('個人番号 has 12 digits, not 11.');
    expect(refusal('１23456789018').details['fault']).toEqual({ kind: 'characters', position: 1 });
    expect(refusal('123456789012').message).toContain('check digit');
  });

  test('is printed in fours', () => {
    expect(formatIndividualNumber(parseIndividualNumber('123456789018'))).toBe('1234 5678 9018');
  });

  test('a check digit is computed over 11 digits only', () => {
    expect(() => individualNumberCheckDigit('123')).toThrow('invariant');
  });
});
