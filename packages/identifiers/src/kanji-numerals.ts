const digits = '〇一二三四五六七八九';
const units = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
]);

/** Kanji numerals that may stand before 丁目, 番 and 号. */
export const kanjiNumeral = '[〇一二三四五六七八九十百千]';

/** The value of a kanji numeral: 二十三 → 23, and 二三, written by places, → 23. Total: what is no number still has a value. */
export function readKanjiNumeral(text: string): string {
  const characters = Array.from(text);
  if (!characters.some((character) => units.has(character))) {
    return characters.map((character) => Math.max(0, digits.indexOf(character))).join('');
  }
  let total = 0;
  let pending = 0;
  for (const character of characters) {
    const unit = units.get(character);
    if (unit === undefined) {
      pending = Math.max(0, digits.indexOf(character));
    } else {
      total += Math.max(1, pending) * unit;
      pending = 0;
    }
  }
  return String(total + pending);
}
