import { kanjiNumeral, readKanjiNumeral } from './kanji-numerals.ts';
import { unifyKanji } from './kanji-variants.ts';
import { prefectureNames } from './municipalities.ts';
import { removeSpaces, settle, unifyDashes, unifyWidth } from './text-width.ts';

const spaceBetweenNumbers = /(?<=\d)[\s\u3000]+(?=\d)/gu;
const numeralBeforeUnit = new RegExp(
  `${kanjiNumeral}+(?=丁目|番地|番(?:\\d|${kanjiNumeral}|の|$)|号(?:室|棟|$))`,
  'gu',
);

/** 一丁目2番地の3 → 1-2-3. A unit between two numbers is a hyphen; one after the last number says nothing. */
function hyphenate(text: string): string {
  return text
    .replace(/(?<=\d)(?:(?:丁目|番地|番|号)[のノ-]?|[のノ])(?=\d)/gu, '-')
    .replace(/(?<=\d)丁目/gu, '-')
    .replace(/(?<=\d)(?:番地|番(?!町|街|館)|号室|号(?!棟|館))/gu, '')
    .replace(/-+$/u, '');
}

function step(address: string): string {
  const oneWidth = unifyWidth(address).replace(spaceBetweenNumbers, '-');
  const text = unifyDashes(unifyKanji(removeSpaces(oneWidth)))
    .replaceAll('ヶ', 'ケ')
    .replaceAll('ヵ', 'カ');
  return hyphenate(text.replace(numeralBeforeUnit, readKanjiNumeral)).replace(leadingPrefecture(), '');
}

let prefecturePattern: RegExp | undefined;

function leadingPrefecture(): RegExp {
  prefecturePattern ??= new RegExp(`^(?:${prefectureNames().join('|')})+`, 'u');
  return prefecturePattern;
}

/**
 * The comparison key of an address (住所). Beside what `nameKey` unifies in width, variants, spaces and dashes: 丁目, 番, 番地,
 * 号 and `の` between numbers become hyphens (`中桜塚三丁目1番1号`, `中桜塚３－１－１`), kanji numerals before them become digits,
 * ヶ and ヵ become ケ and カ, and the leading prefecture goes, for the municipality follows. Not unified: 大字 and 字, old
 * names after a 住居表示, buildings left out by the one and written by the other. Total and idempotent.
 */
export function addressKey(address: string): string {
  return settle(step, address);
}
