import { createContext, useContext } from 'react';

/** The two languages of the page. Japanese is the first: the law is written in it. */
export type Language = 'ja' | 'en';

/** Words for people in both languages, so that neither can be forgotten. */
export interface Bilingual {
  readonly ja: string;
  readonly en: string;
}

/** The language in which the page is shown. */
export const LanguageContext = createContext<Language>('ja');

/** Gives the function that picks the words of the present language. */
export function useWords(): (words: Bilingual) => string {
  const language = useContext(LanguageContext);
  return (words) => words[language];
}

/**
 * The language that an address asks for (`?lang=en`). It lives in the address and in no storage: a link can be handed
 * on in its language, and the terminal keeps nothing.
 */
export function languageOf(search: string): Language {
  return new URLSearchParams(search).get('lang') === 'en' ? 'en' : 'ja';
}
