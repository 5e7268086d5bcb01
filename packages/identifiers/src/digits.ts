import { invariant } from '@juki/errors';
import type { IdentifierFault } from './identifier-fault.ts';

const zero = 0x30;
const nine = 0x39;

/**
 * What keeps a value from being text of exactly `length` ASCII digits. Characters come before length, so that
 * `1234-5678-9018` is told about its hyphens and not about a length that would be right without them.
 */
export function digitsFault(value: unknown, length: number): IdentifierFault | undefined {
  if (typeof value !== 'string') return { kind: 'type', found: value === null ? 'null' : typeof value };
  for (let index = 0; index < value.length; index += 1) {
    const code = value.charCodeAt(index);
    if (code < zero || code > nine) return { kind: 'characters', position: index + 1 };
  }
  return value.length === length ? undefined : { kind: 'length', expected: length, found: value.length };
}

/** The digit at an index of text that is known to consist of digits. */
export function digitAt(digits: string, index: number): number {
  return digits.charCodeAt(index) - zero;
}

/** Stops a program that asks for the check digit of something other than `length` digits; never sees outside data. */
export function requireDigits(body: string, length: number): void {
  invariant(digitsFault(body, length) === undefined, `a check digit is computed over exactly ${length} digits`);
}
