import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { FaultNotice } from '../components/fault-notice.tsx';
import { Notice } from '../components/notice.tsx';
import type { Example } from '../features/examples/example.ts';
import { ExampleList } from '../features/examples/example-list.tsx';
import { Landing } from '../features/session/landing.tsx';
import { SessionMenu } from '../features/session/session-menu.tsx';
import { beginSignIn, type SignInOptions, signOut } from '../features/session/sign-in.ts';
import { type Language, LanguageContext, languageOf } from '../lib/language.ts';
import type { Boot } from './boot.ts';
import { PageHeader } from './page-header.tsx';

// The editor is most of the site: it loads when somebody has signed in.
const Workbench = lazy(async () => ({ default: (await import('./workbench.tsx')).Workbench }));

/** The page. `boot` is `null` while the gateway is being asked. */
export function App({ boot }: { boot: Boot | null }): ReactNode {
  const [language, setLanguage] = useState<Language>(() => languageOf(location.search));
  const changeLanguage = (next: Language) => {
    history.replaceState(null, '', next === 'en' ? '?lang=en' : location.pathname);
    setLanguage(next);
  };
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = language === 'ja' ? '住基グラフ 検証画面' : 'Juki Graph sandbox';
  }, [language]);
  return (
    <LanguageContext value={language}>
      <Page boot={boot} onLanguage={changeLanguage} />
    </LanguageContext>
  );
}

function Page({ boot, onLanguage }: { boot: Boot | null; onLanguage: (language: Language) => void }): ReactNode {
  const [identityFailed, setIdentityFailed] = useState(false);
  if (boot?.kind !== 'ready') {
    return (
      <>
        <PageHeader onLanguage={onLanguage} syntheticData={false} />
        <main className="landing">
          {boot === null ? (
            <Notice tone="busy" testId="page-loading">
              …
            </Notice>
          ) : (
            <FaultNotice fault={boot.fault} onRetry={() => location.reload()} />
          )}
        </main>
      </>
    );
  }
  const { config, session, examples } = boot;
  const signIn = (options: SignInOptions) => {
    setIdentityFailed(false);
    void beginSignIn(config, options).catch((error: unknown) => {
      console.warn(error);
      setIdentityFailed(true);
    });
  };
  const openAs = (example: Example) =>
    signIn({
      switchOperator: session !== null,
      loginHint: example.operator,
      draft: {
        query: example.query,
        variables: example.variables,
        purposeId: example.purposeId,
        caseNumber: example.caseNumber,
        exampleId: example.id,
      },
    });
  return (
    <>
      <PageHeader onLanguage={onLanguage} syntheticData={config.syntheticData}>
        {session && (
          <SessionMenu
            session={session}
            onSignOut={() => void signOut(config, session).catch(() => location.assign('/'))}
            onSwitch={() => signIn({ draft: null, switchOperator: true })}
          />
        )}
      </PageHeader>
      {session === null ? (
        <Landing
          hasFailed={boot.signInFailed || identityFailed}
          hasDraft={boot.draft !== null}
          onSignIn={() => signIn({ draft: boot.draft })}
        >
          <ExampleList examples={examples} operatorId={null} onOpen={openAs} onOpenAs={openAs} />
        </Landing>
      ) : (
        <Suspense
          fallback={
            <Notice tone="busy" testId="workbench-loading">
              …
            </Notice>
          }
        >
          <Workbench
            session={session}
            examples={examples}
            draft={boot.draft}
            onSignIn={(draft) => signIn({ draft })}
            onOpenAs={openAs}
            signInFailed={identityFailed}
          />
        </Suspense>
      )}
    </>
  );
}
