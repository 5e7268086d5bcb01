import type { ReactNode } from 'react';
import { Icon } from '../../components/icon.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../lib/language.ts';

interface LandingProps {
  /** A sign-in that was tried and did not succeed. */
  readonly hasFailed: boolean;
  /** Work that was kept and opens after signing in. */
  readonly hasDraft: boolean;
  readonly onSignIn: () => void;
  readonly children: ReactNode;
}

/** What a person sees before signing in: what this is, and the way in. */
export function Landing({ hasFailed, hasDraft, onSignIn, children }: LandingProps): ReactNode {
  const t = useWords();
  return (
    <main className="landing" data-testid="landing">
      <section className="landing-main">
        <h1>
          {t({
            ja: '本人確認情報を、法律の定める事務のもとで照会する',
            en: 'Resident identification data, under a statutory purpose',
          })}
        </h1>
        <p>
          {t({
            ja: '市町村・都道府県・機構の三つの記録を、一つのグラフから照会できます。見える項目は、選んだ事務の根拠条文によって決まり、閉じた項目には必要な条文が示されます。すべてのアクセスは記録されます。',
            en: 'One graph over the municipal, prefectural and national records. What opens depends on the articles behind the purpose that you state; what stays closed names the article it would need. Every access is recorded.',
          })}
        </p>
        {hasFailed && (
          <Notice tone="fault" testId="sign-in-failed">
            {t({
              ja: 'ログインできませんでした。認証基盤が動いていることを確かめて、もう一度お試しください。',
              en: 'The sign-in did not succeed. Check that the identity provider is running, and try again.',
            })}
          </Notice>
        )}
        {hasDraft && (
          <Notice tone="quiet" testId="draft-kept">
            {t({
              ja: '書きかけのクエリは残っています。ログインすると開きます。',
              en: 'Your query was kept. It opens when you have signed in.',
            })}
          </Notice>
        )}
        <button type="button" className="button button-primary" data-testid="sign-in" onClick={onSignIn}>
          <Icon name="person" />
          {t({ ja: 'ログイン', en: 'Sign in' })}
        </button>
      </section>
      <section className="landing-examples">
        <h2>{t({ ja: '例から始める', en: 'Start from an example' })}</h2>
        {children}
      </section>
    </main>
  );
}
