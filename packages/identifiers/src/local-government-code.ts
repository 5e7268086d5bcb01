import { digitAt, digitsFault, requireDigits } from './digits.ts';
import { badIdentifier, type IdentifierFault } from './identifier-fault.ts';

/** 全国地方公共団体コード: prefecture (2), municipality (3; 000 is the prefecture itself), check digit. */
export type LocalGovernmentCode = string & { readonly __brand: 'LocalGovernmentCode' };

/** 都道府県コード: the first two digits, `01` (北海道) to `47` (沖縄県). */
export type PrefectureCode = string & { readonly __brand: 'PrefectureCode' };

const term = '全国地方公共団体コード';
const length = 6;

/** Weights 6 to 2 modulo 11, last digit of the complement. Remainder 0 (and 10) gives 1 here, where 個人番号 gives 0. */
function checkDigit(body: string): number {
  let sum = 0;
  for (let index = 0; index < 5; index += 1) sum += digitAt(body, index) * (6 - index);
  return (11 - (sum % 11)) % 10;
}

function isPrefecture(code2: string): boolean {
  return code2 >= '01' && code2 <= '47';
}

/** The check digit (検査数字) of the five-digit code. */
export function localGovernmentCodeCheckDigit(body: string): number {
  requireDigits(body, length - 1);
  return checkDigit(body);
}

/** What is wrong with a supposed 全国地方公共団体コード, or `undefined`. A right form may still name no body: see `municipality`. */
export function localGovernmentCodeFault(value: unknown): IdentifierFault | undefined {
  const fault = digitsFault(value, length);
  if (fault !== undefined) return fault;
  const digits = String(value);
  if (!isPrefecture(digits.slice(0, 2))) return { kind: 'prefecture' };
  return digitAt(digits, length - 1) === checkDigit(digits) ? undefined : { kind: 'check-digit' };
}

/** Parses the six-digit code strictly. Throws `BAD_IDENTIFIER`. */
export function parseLocalGovernmentCode(value: unknown): LocalGovernmentCode {
  const fault = localGovernmentCodeFault(value);
  if (fault !== undefined) throw badIdentifier(term, fault);
  return value as LocalGovernmentCode;
}

/** Parses a two-digit 都道府県コード. Throws `BAD_IDENTIFIER`. */
export function parsePrefectureCode(value: unknown): PrefectureCode {
  const fault = digitsFault(value, 2);
  if (fault !== undefined) throw badIdentifier('都道府県コード', fault);
  if (!isPrefecture(String(value))) throw badIdentifier('都道府県コード', { kind: 'prefecture' });
  return value as PrefectureCode;
}

/** The prefecture in which a body lies: `272035` → `27`. */
export function prefectureOf(code: LocalGovernmentCode): PrefectureCode {
  return parsePrefectureCode(code.slice(0, 2));
}

/** The five-digit form that statistics use: `272035` → `27203`. */
export function withoutCheckDigit(code: LocalGovernmentCode): string {
  return code.slice(0, 5);
}

/** The six-digit code of a five-digit one: `27203` → `272035`. Throws `BAD_IDENTIFIER`. */
export function withCheckDigit(code5: unknown): LocalGovernmentCode {
  const fault = digitsFault(code5, length - 1);
  if (fault !== undefined) throw badIdentifier(`${term} without its check digit`, fault);
  const digits = String(code5);
  return parseLocalGovernmentCode(`${digits}${checkDigit(digits)}`);
}
