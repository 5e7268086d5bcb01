/** What of a font must be known to say whether it can draw a text. */
export interface Coverage {
  has(codePoint: number): boolean;
  /** Whether the font has the very form that a variation sequence (IVS, 異体字) names. */
  hasVariant(codePoint: number, selector: number): boolean;
}

/** A character that the font lacks, and so is printed as a mark: its code points, `U+8FBB U+E0101`. */
export interface MissingCharacter {
  /** Number of the mark in the document, from 1. */
  readonly mark: number;
  readonly codePoints: string;
  /** `character`: 〓 stands in its place. `variant`: its common form stands there. */
  readonly what: 'character' | 'variant';
}

/** 〓 (ゲタ): what Japanese printers have set for a sort that they lack. */
const geta = '〓';

/** Collects, over a whole document, what its font cannot draw. */
export class MissingCharacters {
  readonly #coverage: Coverage;
  readonly #found = new Map<string, MissingCharacter>();

  constructor(coverage: Coverage) {
    this.#coverage = coverage;
  }

  get all(): readonly MissingCharacter[] {
    return [...this.#found.values()];
  }

  /**
   * The text as it can be drawn. A name must never lose a character unseen: what the font lacks becomes 〓, a variant that
   * it lacks becomes the common form, each followed by ※ and a number that the note at the end explains.
   */
  drawable(text: string): string {
    const drawn: string[] = [];
    const characters = Array.from(text);
    for (let at = 0; at < characters.length; at += 1) {
      const character = characters[at] ?? '';
      const code = character.codePointAt(0) ?? 0;
      const next = characters[at + 1] ?? '';
      const selector = selectorOf(next);
      if (selector !== null) at += 1;
      drawn.push(this.#draw({ character, code, selector, sequence: character + (selector === null ? '' : next) }));
    }
    return drawn.join('');
  }

  #draw({ character, code, selector, sequence }: Sign): string {
    if (character === '\n') return character;
    if (isInvisible(code) || !this.#coverage.has(code)) return geta + this.#mark('character', sequence);
    if (selector === null || this.#coverage.hasVariant(code, selector)) return sequence;
    return character + this.#mark('variant', sequence);
  }

  #mark(what: MissingCharacter['what'], sequence: string): string {
    const codePoints = Array.from(sequence, named).join(' ');
    const known = this.#found.get(codePoints);
    const entry = known ?? { mark: this.#found.size + 1, codePoints, what };
    this.#found.set(codePoints, entry);
    return `※${entry.mark}`;
  }
}

interface Sign {
  readonly character: string;
  readonly code: number;
  readonly selector: number | null;
  readonly sequence: string;
}

function named(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function selectorOf(character: string): number | null {
  const code = character.codePointAt(0) ?? 0;
  const selects = (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef);
  return selects ? code : null;
}

/** Controls, a selector that selects nothing, marks of direction: they would be printed as nothing at all. */
function isInvisible(code: number): boolean {
  const character = String.fromCodePoint(code);
  return selectorOf(character) !== null || /^[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]$/u.test(character);
}
