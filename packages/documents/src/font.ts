import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { invariant } from '@juki/errors';
import type { Coverage } from './drawable-text.ts';

/**
 * Noto Serif JP Regular (SIL Open Font License 1.1), 17,099 glyphs: JIS X 0208 and 0213, 13,084 variation sequences by
 * their common form and 332 by one of their own.
 */
const file = '@expo-google-fonts/noto-serif-jp/400Regular/NotoSerifJP_400Regular.ttf';

let bytes: Uint8Array | undefined;

/** The bytes of the font, read once. */
export function fontBytes(): Uint8Array {
  bytes ??= readFileSync(createRequire(import.meta.url).resolve(file));
  return bytes;
}

/** A subtable of cmap format 14 (OpenType 1.9, Unicode Variation Sequences) as fontkit reads it. */
interface Variations {
  readonly varSelectors: { toArray(): readonly Selector[] };
}
interface Selector {
  readonly varSelector: number;
  readonly defaultUVS: readonly { readonly startUnicodeValue: number; readonly additionalCount: number }[] | null;
  readonly nonDefaultUVS: readonly { readonly unicodeValue: number; readonly glyphID: number }[] | null;
}
interface FontkitFont {
  hasGlyphForCodePoint(codePoint: number): boolean;
  readonly _cmapProcessor: {
    uvs: Variations | null;
    getVariationSelector(codePoint: number, selector: number): number;
  };
}

/**
 * What the font can draw. fontkit 2.0.4 (`CmapProcessor.getVariationSelector`) looks into the variants of a selector only
 * if the character also has a default form under it, and so draws the common form of every real variant. Its method is
 * replaced on this one font; the tests hold the glyph that comes out.
 */
export function coverageOf(font: unknown): Coverage {
  invariant(isFontkitFont(font), 'pdfkit gives the font that fontkit opened');
  const cmap = font._cmapProcessor;
  const selectors = new Map(
    (cmap.uvs?.varSelectors.toArray() ?? []).map((entry) => [entry.varSelector, tables(entry)]),
  );
  cmap.getVariationSelector = (codePoint, selector) => selectors.get(selector)?.own.get(codePoint) ?? 0;
  return {
    has: (codePoint) => font.hasGlyphForCodePoint(codePoint),
    hasVariant(codePoint, selector) {
      const known = selectors.get(selector);
      return known !== undefined && (known.own.has(codePoint) || known.isCommon(codePoint));
    },
  };
}

function tables({ defaultUVS, nonDefaultUVS }: Selector) {
  const common = defaultUVS ?? [];
  return {
    own: new Map((nonDefaultUVS ?? []).map(({ unicodeValue, glyphID }) => [unicodeValue, glyphID])),
    isCommon: (codePoint: number) =>
      common.some(
        ({ startUnicodeValue: first, additionalCount }) => codePoint >= first && codePoint <= first + additionalCount,
      ),
  };
}

function isFontkitFont(font: unknown): font is FontkitFont {
  return typeof font === 'object' && font !== null && 'hasGlyphForCodePoint' in font && '_cmapProcessor' in font;
}
