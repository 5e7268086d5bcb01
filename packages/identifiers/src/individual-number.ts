import { digitAt, digitsFault, requireDigits } from './digits.ts';
import { badIdentifier, type IdentifierFault } from './identifier-fault.ts';
import { modulusElevenCheckDigit } from './modulus-eleven.ts';

/** 個人番号 (番号法2条5項; 施行令8条): 12 digits, the last of which is the check digit. Text, for it may begin with 0. */
export type IndividualNumber = string & { readonly __brand: 'IndividualNumber' };

const term = '個人番号';
const length = 12;

/** The check digit (検査用数字) of the first 11 digits: 平成26年総務省令第85号5条. Remainder 0 gives 0 here, not 1. */
export function individualNumberCheckDigit(body: string): number {
  requireDigits(body, length - 1);
  return modulusElevenCheckDigit(body);
}

/** What is wrong with a supposed 個人番号, or `undefined`. Right form does not mean that the number was ever given out. */
export function individualNumberFault(value: unknown): IdentifierFault | undefined {
  const fault = digitsFault(value, length);
  if (fault !== undefined) return fault;
  const digits = String(value);
  const right = digitAt(digits, length - 1) === modulusElevenCheckDigit(digits.slice(0, -1));
  return right ? undefined : { kind: 'check-digit' };
}

/** Parses a 個人番号 strictly: ASCII digits without separators. Throws `BAD_IDENTIFIER`, which never quotes the number. */
export function parseIndividualNumber(value: unknown): IndividualNumber {
  const fault = individualNumberFault(value);
  if (fault !== undefined) throw badIdentifier(term, fault);
  return value as IndividualNumber;
}

/** As printed on the 個人番号カード: `1234 5678 9018`. */
export function formatIndividualNumber(number: IndividualNumber): string {
  return `${number.slice(0, 4)} ${number.slice(4, 8)} ${number.slice(8)}`;
}
