import type { FaultCode } from './fault-codes.ts';

const control = /[\p{Cc}\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;
const privateUse = /\p{Co}/u;
const arabicNonCharacter = /[\ufdd0-\ufdef]/u;
/** J+AA00…D7FF and J+FA2E…FAFF: what Unicode has there is Hangul and compatibility forms, which no register writes. */
const jukiCode = /[\uaa00-\ud7ff\ufa2e-\ufaff]/u;
const surrogate = /\p{Surrogate}/u;
const outerSpace = /^[\s\u3000]|[\s\u3000]$/u;
const kana = /^[\u3041-\u3096\u3099-\u309f\u30a0-\u30ff\u3000 ]*$/u;

/** What is wrong with the text of an item. Length counts code points: a character outside the BMP is one. */
export function textFaults(text: string, most: number, script: 'any' | 'kana' = 'any'): readonly FaultCode[] {
  if (text === '') return ['EMPTY'];
  const found: FaultCode[] = [];
  if (surrogate.test(text)) found.push('UNPAIRED_SURROGATE');
  if (control.test(text)) found.push('CONTROL_CHARACTER');
  if (privateUse.test(text)) found.push('PRIVATE_USE_CHARACTER');
  if (jukiCode.test(text)) found.push('JUKI_CODE_POINT');
  if (hasNonCharacter(text)) found.push('NOT_A_CHARACTER');
  if (outerSpace.test(text)) found.push('OUTER_SPACE');
  if (text.length > most && Array.from(text).length > most) found.push('TOO_LONG');
  if (script === 'kana' && found.length === 0 && !kana.test(text)) found.push('KANA_EXPECTED');
  return found;
}

/** The last two code points of every plane, and U+FDD0 to U+FDEF, are no characters (Unicode 23.7). */
function hasNonCharacter(text: string): boolean {
  if (arabicNonCharacter.test(text)) return true;
  for (const character of text) {
    if (((character.codePointAt(0) ?? 0) & 0xfffe) === 0xfffe) return true;
  }
  return false;
}

/** Whether text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}
