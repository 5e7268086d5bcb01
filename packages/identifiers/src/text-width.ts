const variationSelector = /[\u180b-\u180f\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;
// Zero-width marks that a copy from a document brings along; none of them is part of a name or an address.
const invisible = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/gu;
const space = /[\s\u3000]+/gu;
const dash = /[-‐‑‒–—―−─﹘﹣－ー]/gu;
// A run of dashes after kana is a long vowel, whichever key it was typed with; anywhere else a dash is a hyphen.
const longVowel = /(?<=[ぁ-ゖァ-ヺ])-+/gu;

/**
 * One width for all: NFKC (half-width kana and full-width letters and digits), capital letters, no variation selectors
 * (IVS U+E0100–E01EF and the rest, by which glyphs of one character differ), no invisible marks.
 */
export function unifyWidth(text: string): string {
  return text.replace(variationSelector, '').replace(invisible, '').normalize('NFKC').toUpperCase().normalize('NFKC');
}

/** Removes every space: between surname and given name some registers put a wide one, some a narrow one, some none. */
export function removeSpaces(text: string): string {
  return text.replace(space, '');
}

/** Every dash and `ー` becomes `ー` after kana and `-` elsewhere. */
export function unifyDashes(text: string): string {
  return text.replace(dash, '-').replace(longVowel, (run) => 'ー'.repeat(run.length));
}

/** Applies a step until nothing changes. Where two rules meet (a removed space brings a mark to its letter) one pass leaves work. */
export function settle(step: (text: string) => string, text: string): string {
  let current = text;
  for (let next = step(current); next !== current; next = step(current)) current = next;
  return current;
}
