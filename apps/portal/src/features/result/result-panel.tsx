import type { ReactNode } from 'react';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../lib/language.ts';
import type { Outcome } from './outcome.ts';
import { PersonTable } from './person-table.tsx';
import { RefusalList } from './refusal-list.tsx';
import { Verdict } from './verdict.tsx';
import { WithheldList } from './withheld-list.tsx';

interface PanelProps {
  /** `null` before the first run. */
  readonly outcome: Outcome | null;
  /** What the law calls the values of enums, from the contract schema. */
  readonly valueNames: ReadonlyMap<string, string>;
  readonly onSignIn: () => void;
}

/** The answer for people: what was disclosed, what stayed closed and why, by article. */
export function ResultPanel({ outcome, valueNames, onSignIn }: PanelProps): ReactNode {
  const t = useWords();
  if (outcome === null) {
    return (
      <Notice tone="quiet" testId="result-empty">
        {t({
          ja: '「実行」を押すと、答えとその根拠がここに出ます。',
          en: 'Press “Run”: the answer and its grounds appear here.',
        })}
      </Notice>
    );
  }
  return (
    <div className="result" data-testid="result" data-outcome={outcome.kind}>
      <Verdict outcome={outcome} />
      {outcome.kind === 'fault' && (
        <FaultNotice fault={outcome.fault} {...(outcome.fault === 'signed-out' ? { onRetry: onSignIn } : {})} />
      )}
      {outcome.kind === 'answered' &&
        outcome.people?.map((person, index) => (
          <PersonTable key={String(index)} person={person} number={index + 1} valueNames={valueNames} />
        ))}
      {outcome.kind === 'answered' && <WithheldList items={outcome.withheld} />}
      {outcome.kind !== 'fault' && <RefusalList refusals={outcome.refusals} />}
    </div>
  );
}
