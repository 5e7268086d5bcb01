import { isRecord, textOf } from './json.ts';
import type { Bilingual } from './language.ts';

/** An article (条項) as the gateway cites it, in both languages. */
export type Citation = Bilingual;

/**
 * Reads a citation as the gateway sends it: an object with `ja` and `en`, or one text that serves for both. Anything
 * else gives `null`: a citation is never made up here.
 */
function parseCitation(value: unknown): Citation | null {
  if (typeof value === 'string' && value !== '') {
    return { ja: value, en: value };
  }
  if (!isRecord(value)) {
    return null;
  }
  const ja = textOf(value, 'ja');
  const en = textOf(value, 'en');
  return ja === null && en === null ? null : { ja: ja ?? en ?? '', en: en ?? ja ?? '' };
}

/** Reads a list of citations, leaving out what is none. */
export function parseCitations(values: readonly unknown[]): readonly Citation[] {
  return values.map(parseCitation).filter((citation) => citation !== null);
}
