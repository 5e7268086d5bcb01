import { digitAt, digitsFault, requireDigits } from './digits.ts';
import { badIdentifier, type IdentifierFault } from './identifier-fault.ts';

/** 法人番号 (番号法2条15項; 施行令35条): a check digit, 1 to 9, **before** the 12-digit base number (基礎番号). */
export type CorporateNumber = string & { readonly __brand: 'CorporateNumber' };

const term = '法人番号';
const length = 13;

/** From the right, odd places weigh 1 and even ones 2, modulo 9: so a 0 for a 9 is never noticed. */
function checkDigit(base: string): number {
  let sum = 0;
  for (let n = 1; n <= base.length; n += 1) sum += digitAt(base, base.length - n) * (n % 2 === 1 ? 1 : 2);
  return 9 - (sum % 9);
}

/** The check digit (検査用数字) of a base number: 番号法施行令35条1項. */
export function corporateNumberCheckDigit(base: string): number {
  requireDigits(base, length - 1);
  return checkDigit(base);
}

/** What is wrong with a supposed 法人番号, or `undefined`. */
export function corporateNumberFault(value: unknown): IdentifierFault | undefined {
  const fault = digitsFault(value, length);
  if (fault !== undefined) return fault;
  const digits = String(value);
  return digitAt(digits, 0) === checkDigit(digits.slice(1)) ? undefined : { kind: 'check-digit' };
}

/** Parses a 法人番号 strictly. Throws `BAD_IDENTIFIER`. */
export function parseCorporateNumber(value: unknown): CorporateNumber {
  const fault = corporateNumberFault(value);
  if (fault !== undefined) throw badIdentifier(term, fault);
  return value as CorporateNumber;
}

/** For people: `8-7001-1000-5901`, as the 国税庁 prints it. */
export function formatCorporateNumber(number: CorporateNumber): string {
  return `${number.slice(0, 1)}-${number.slice(1, 5)}-${number.slice(5, 9)}-${number.slice(9)}`;
}
