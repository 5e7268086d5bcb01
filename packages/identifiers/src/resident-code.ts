import { digitAt, digitsFault, requireDigits } from './digits.ts';
import { badIdentifier, type IdentifierFault } from './identifier-fault.ts';
import { modulusElevenCheckDigit } from './modulus-eleven.ts';

/** 住民票コード (住民基本台帳法7条13号; 施行規則1条): 10 random digits and a check digit. It may begin with 0. */
export type ResidentCode = string & { readonly __brand: 'ResidentCode' };

/** Computes the check digit of the first 10 digits of a 住民票コード. */
export type ResidentCodeRule = (body: string) => number;

const term = '住民票コード';
const length = 11;

/**
 * The rule used unless another is given. 施行規則1条2号 leaves the formula to a notice of the Minister whose text is not
 * published with the laws; public implementations, and an independent specimen, agree on the formula of the 個人番号
 * over 10 digits. A body that holds the notice passes its own rule instead: nothing else here depends on the formula.
 */
export const publishedResidentCodeRule: ResidentCodeRule = modulusElevenCheckDigit;

/** The check digit (検査数字) of the first 10 digits. */
export function residentCodeCheckDigit(body: string, rule: ResidentCodeRule = publishedResidentCodeRule): number {
  requireDigits(body, length - 1);
  return rule(body);
}

/** What is wrong with a supposed 住民票コード, or `undefined`. */
export function residentCodeFault(
  value: unknown,
  rule: ResidentCodeRule = publishedResidentCodeRule,
): IdentifierFault | undefined {
  const fault = digitsFault(value, length);
  if (fault !== undefined) return fault;
  const digits = String(value);
  return digitAt(digits, length - 1) === rule(digits.slice(0, -1)) ? undefined : { kind: 'check-digit' };
}

/** Parses a 住民票コード strictly. Throws `BAD_IDENTIFIER`, which never quotes the code. */
export function parseResidentCode(value: unknown, rule: ResidentCodeRule = publishedResidentCodeRule): ResidentCode {
  const fault = residentCodeFault(value, rule);
  if (fault !== undefined) throw badIdentifier(term, fault);
  return value as ResidentCode;
}

/** For people: `12345 678903`, so that it is not taken for a 個人番号, which comes in fours. */
export function formatResidentCode(code: ResidentCode): string {
  return `${code.slice(0, 5)} ${code.slice(5)}`;
}
