import { JukiError } from '@juki/errors';

/**
 * What is wrong with a number or code, said without quoting it: a 個人番号 must never reach a message or a log, and a
 * mistyped one still shows most of a real one.
 */
export type IdentifierFault =
  | { readonly kind: 'type'; readonly found: string }
  | { readonly kind: 'characters'; readonly position: number }
  | { readonly kind: 'length'; readonly expected: number; readonly found: number }
  | { readonly kind: 'prefecture' }
  | { readonly kind: 'check-digit' };

/** Says a fault to a person, with what to do about it. `term` is the Japanese legal term of the number. */
export function describeFault(term: string, fault: IdentifierFault): string {
  switch (fault.kind) {
    case 'type':
      return `${term} must be text, not ${fault.found}: as a number it would lose its leading zeros.`;
    case 'characters':
      return `${term} consists of the digits 0-9 only; character ${fault.position} is another one. Normalise what a person typed first.`;
    case 'length':
      return `${term} has ${fault.expected} digits, not ${fault.found}.`;
    case 'prefecture':
      return `${term} begins with a prefecture, 01 to 47.`;
    case 'check-digit':
      return `${term} does not fit its check digit: at least one digit is mistyped or two are swapped.`;
  }
}

/** The error of every parser of this package. Its details name the fault, never the value. */
export function badIdentifier(term: string, fault: IdentifierFault): JukiError {
  return new JukiError('BAD_IDENTIFIER', describeFault(term, fault), { details: { identifier: term, fault } });
}
