import type { ReactNode } from 'react';
import type { FaultKind } from '../lib/gateway-fault.ts';
import { type Bilingual, useWords } from '../lib/language.ts';
import { Notice } from './notice.tsx';

const words: Readonly<Record<FaultKind, Bilingual>> = {
  unreachable: {
    ja: 'ゲートウェイに接続できません。入力した内容はこの画面に残っています。',
    en: 'The gateway cannot be reached. What you typed is still on this page.',
  },
  'signed-out': {
    ja: 'ログインの有効期限が切れました。もう一度ログインすると、この続きから始められます。',
    en: 'Your login has expired. Sign in again to go on from here.',
  },
  unreadable: {
    ja: 'ゲートウェイから、読み取れない応答がありました。',
    en: 'The gateway gave an answer that this page cannot read.',
  },
};

/** Explains why the gateway gave nothing, and offers what helps. */
export function FaultNotice({ fault, onRetry }: { fault: FaultKind; onRetry?: () => void }): ReactNode {
  const t = useWords();
  return (
    <Notice tone="fault" testId={`fault-${fault}`}>
      <p>{t(words[fault])}</p>
      {onRetry && (
        <button type="button" className="button" onClick={onRetry}>
          {fault === 'signed-out'
            ? t({ ja: 'もう一度ログイン', en: 'Sign in again' })
            : t({ ja: 'やり直す', en: 'Try again' })}
        </button>
      )}
    </Notice>
  );
}
