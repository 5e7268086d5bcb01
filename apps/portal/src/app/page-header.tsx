import { type ReactNode, useContext } from 'react';
import { type Language, LanguageContext, useWords } from '../lib/language.ts';

interface HeaderProps {
  readonly syntheticData: boolean;
  readonly onLanguage: (language: Language) => void;
  readonly children?: ReactNode;
}

/** The line at the top: what this is, whether the people in it are invented, the language, and who is signed in. */
export function PageHeader({ syntheticData, onLanguage, children }: HeaderProps): ReactNode {
  const t = useWords();
  const language = useContext(LanguageContext);
  return (
    <header className="page-header">
      <a className="brand" href={language === 'en' ? '/?lang=en' : '/'}>
        <img src="/favicon.svg" alt="" width="28" height="28" />
        <span>
          <strong>{t({ ja: '住基グラフ', en: 'Juki Graph' })}</strong>
          <span className="brand-what">{t({ ja: '検証画面', en: 'Sandbox' })}</span>
        </span>
      </a>
      {syntheticData && (
        <span className="synthetic" data-testid="synthetic-data">
          {t({ ja: '合成データ（実在の人物ではありません）', en: 'Synthetic data: nobody here is real' })}
        </span>
      )}
      <span className="spacer" />
      <fieldset className="languages">
        <legend className="visually-hidden">{t({ ja: '言語', en: 'Language' })}</legend>
        {(['ja', 'en'] as const).map((code) => (
          <button
            key={code}
            type="button"
            lang={code}
            aria-pressed={language === code}
            data-testid={`language-${code}`}
            onClick={() => onLanguage(code)}
          >
            {code === 'ja' ? '日本語' : 'English'}
          </button>
        ))}
      </fieldset>
      {children}
    </header>
  );
}
