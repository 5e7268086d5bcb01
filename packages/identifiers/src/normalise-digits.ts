/** What {@link normaliseDigits} had to do to the text. */
export type DigitChange = 'full-width-digits' | 'separators';

/** Text with its digits in ASCII and its separators gone, and what was changed: a form shows that before it searches. */
export interface NormalisedDigits {
  readonly digits: string;
  readonly changes: readonly DigitChange[];
}

const fullWidthDigit = /[０-９]/gu;
// Spaces of any kind, and every dash that a Japanese keyboard or a word processor puts between groups.
const separator = /[\s\u00ad\u200b\u2060\ufeff\-‐‑‒–—―−－ー─・]/gu;

/**
 * Brings what a person typed (`１２３４－５６７８ ９０１８`) to the form that the parsers take. Every other character stays, so that
 * the parser still refuses a letter O. For input of people only: numbers between systems are parsed as they are.
 */
export function normaliseDigits(text: string): NormalisedDigits {
  const ascii = text.replace(fullWidthDigit, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  const digits = ascii.replace(separator, '');
  const changes: DigitChange[] = [];
  if (ascii !== text) changes.push('full-width-digits');
  if (digits !== ascii) changes.push('separators');
  return { digits, changes };
}
