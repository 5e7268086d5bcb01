import { unifyKanji } from './kanji-variants.ts';
import { removeSpaces, settle, unifyDashes, unifyWidth } from './text-width.ts';

/**
 * The comparison key of a name (氏名, 振り仮名, 旧氏, 通称). Two names with one key are written alike but for: width, capital
 * letters, IVS and other variation selectors, spaces, dashes and long vowel marks, and the older forms of
 * `kanji-variants.ts`. Hiragana and katakana stay apart (さくら and サクラ are two names in law), and so do small and large
 * kana. The key finds candidates; it is never shown and never written back to a register. Total and idempotent.
 */
export function nameKey(name: string): string {
  return settle((text) => unifyKanji(unifyDashes(removeSpaces(unifyWidth(text)))), name);
}
