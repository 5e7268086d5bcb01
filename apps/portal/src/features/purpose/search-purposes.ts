import { type ListedPurpose, placeOf } from './purpose.ts';

/** Folds width, case and kana so that what a person types finds what the catalogue writes: `６` finds `6`, `ひょう` finds `ヒョウ`. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\u3041-\u3096]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
}

/** The purposes in which every typed word occurs: in title, place in the law, article or id. Keeps the order. */
export function searchPurposes(purposes: readonly ListedPurpose[], typed: string): readonly ListedPurpose[] {
  const words = fold(typed)
    .split(/\s+/)
    .filter((word) => word !== '');
  return purposes.filter((purpose) => {
    const text = fold(
      [
        purpose.id,
        purpose.title.ja,
        purpose.title.en,
        placeOf(purpose),
        ...purpose.articles.flatMap((article) => [article.ja, article.en]),
      ].join('\n'),
    );
    return words.every((word) => text.includes(word));
  });
}
