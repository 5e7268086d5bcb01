import { digitAt } from './digits.ts';

/**
 * Weighted sum modulo 11 as in 平成26年総務省令第85号5条: the n-th digit from the right weighs n+1 for n ≤ 6 and n−5 from
 * there on. Weights stay within 2–7, so every single digit error and every swap of neighbours changes the remainder.
 */
export function weightedRemainder(body: string): number {
  let sum = 0;
  for (let n = 1; n <= body.length; n += 1) sum += digitAt(body, body.length - n) * (n <= 6 ? n + 1 : n - 5);
  return sum % 11;
}

/**
 * The check digit (検査用数字) to that remainder. Remainders 0 and 1 both give 0, which is where this scheme is blind:
 * an error that leads from the one to the other is not seen.
 */
export function modulusElevenCheckDigit(body: string): number {
  const remainder = weightedRemainder(body);
  return remainder <= 1 ? 0 : 11 - remainder;
}
