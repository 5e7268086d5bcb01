/** The languages in which people are spoken to. */
export const languages = ['en', 'ja'] as const;

/** One of {@link languages}. */
export type Language = (typeof languages)[number];

/** The same words in both. */
export type Bilingual = Readonly<Record<Language, string>>;

/** The language of a locale as in the variable LANG: `ja_JP.UTF-8` is Japanese, everything else English. */
export function languageOf(locale: string | undefined): Language {
  return /^ja(?:$|[_.@-])/.test(locale ?? '') ? 'ja' : 'en';
}
