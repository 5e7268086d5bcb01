import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Icon } from '../../components/icon.tsx';
import { useWords } from '../../lib/language.ts';
import { loginStrengthWords } from './operator.ts';
import type { Session } from './session.ts';
import { timeLeft } from './time-left.ts';

interface MenuProps {
  readonly session: Session;
  readonly onSignOut: () => void;
  readonly onSwitch: () => void;
}

/** Who is signed in, from which agency, how strongly, and for how long yet; and the ways out. */
export function SessionMenu({ session, onSignOut, onSwitch }: MenuProps): ReactNode {
  const t = useWords();
  const panelId = useId();
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const left = timeLeft(session.expiresAt, useNow());
  const { operator } = session;
  const facts = [
    { name: { ja: '操作者', en: 'Operator' }, value: operator.id, testId: 'operator-id' },
    { name: { ja: '機関', en: 'Agency' }, value: operator.agency, testId: 'operator-agency' },
    { name: { ja: '部署', en: 'Section' }, value: operator.section, testId: 'operator-section' },
    { name: { ja: '役割', en: 'Role' }, value: operator.role, testId: 'operator-role' },
    {
      name: { ja: '認証の強さ', en: 'Login strength' },
      value: t(loginStrengthWords(operator.loginStrength)),
      testId: 'operator-strength',
    },
    { name: { ja: '端末', en: 'Terminal' }, value: operator.terminal, testId: 'operator-terminal' },
    { name: { ja: '有効期限', en: 'Valid' }, value: t(left.words), testId: 'operator-time-left' },
  ];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape and leaving close the panel; the button opens it
    <div
      className="session"
      ref={box}
      onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
      onBlur={(event) => !box.current?.contains(event.relatedTarget) && setOpen(false)}
    >
      <button
        type="button"
        className="session-button"
        data-testid="session"
        aria-expanded={isOpen}
        aria-controls={panelId}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="person" />
        <span className="session-who">
          <strong>{operator.name === null ? operator.id : t(operator.name)}</strong>
          <span>{[operator.agency, operator.role].filter((part) => part !== null).join(' · ')}</span>
        </span>
        <span className={`session-left is-${left.phase}`} data-testid="time-left">
          {t(left.words)}
        </span>
        <Icon name="chevron" />
      </button>
      {isOpen && (
        <div className="session-panel" id={panelId} data-testid="session-panel">
          <dl>
            {facts
              .filter(({ value }) => value !== null)
              .map(({ name, value, testId }) => (
                <div key={testId}>
                  <dt>{t(name)}</dt>
                  <dd data-testid={testId}>{value}</dd>
                </div>
              ))}
          </dl>
          <button type="button" className="button" data-testid="switch-operator" onClick={onSwitch}>
            {t({ ja: '別の操作者でログイン', en: 'Sign in as someone else' })}
          </button>
          <button type="button" className="button" data-testid="sign-out" onClick={onSignOut}>
            {t({ ja: 'ログアウト', en: 'Sign out' })}
          </button>
        </div>
      )}
    </div>
  );
}

/** The present instant, once a second: the last two minutes are counted. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
