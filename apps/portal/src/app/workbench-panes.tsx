import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { FaultNotice } from '../components/fault-notice.tsx';
import { Icon } from '../components/icon.tsx';
import { OperationPane } from '../features/editor/operation-pane.tsx';
import { ResponseJson } from '../features/editor/response-json.tsx';
import { useClearResponse } from '../features/editor/use-clear-response.ts';
import { useDraft } from '../features/editor/use-draft.ts';
import type { Example } from '../features/examples/example.ts';
import { ExampleList } from '../features/examples/example-list.tsx';
import type { ListedPurpose } from '../features/purpose/purpose.ts';
import type { Outcome } from '../features/result/outcome.ts';
import { ResultPanel } from '../features/result/result-panel.tsx';
import type { ContractSchema } from '../features/schema/load-contract-schema.ts';
import { SchemaExplorer } from '../features/schema/schema-explorer.tsx';
import { valueNames } from '../features/schema/value-names.ts';
import type { Draft } from '../features/session/pending-sign-in.ts';
import type { Session } from '../features/session/session.ts';
import { useWords } from '../lib/language.ts';
import type { Standing } from '../lib/request-headers.ts';
import { PrintSheet } from './print-sheet.tsx';

interface PanesProps {
  readonly session: Session;
  readonly examples: readonly Example[];
  readonly purpose: ListedPurpose | null;
  readonly standing: Standing;
  readonly contract: ContractSchema;
  readonly outcome: Outcome | null;
  readonly onReloadSchema: () => void;
  readonly onOpenExample: (example: Example) => void;
  readonly onOpenAs: (example: Example) => void;
  readonly onSignIn: (draft: Draft | null) => void;
}

/** The three panes, inside GraphiQL's state: they read and write what stands in the editors. */
export function WorkbenchPanes(props: PanesProps): ReactNode {
  const t = useWords();
  const { session, standing, purpose, outcome } = props;
  const { read, write } = useDraft();
  const [side, setSide] = useState<'examples' | 'schema'>('examples');
  const schema = props.contract.kind === 'ready' ? props.contract.schema : null;
  const names = useMemo(() => (schema === null ? new Map<string, string>() : valueNames(schema)), [schema]);
  useClearResponse(outcome !== null);
  const isOver = useIsOver(session.expiresAt);
  const signInAgain = () => {
    const text = read();
    props.onSignIn(
      text && { ...text, purposeId: standing.purposeId, caseNumber: standing.caseNumber, exampleId: null },
    );
  };
  const sides = [
    { id: 'examples', words: { ja: '例', en: 'Examples' } },
    { id: 'schema', words: { ja: 'スキーマ', en: 'Schema' } },
  ] as const;
  return (
    <>
      {isOver && <FaultNotice fault="signed-out" onRetry={signInAgain} />}
      <main className="panes">
        <section className="pane side" aria-label={t({ ja: '例とスキーマ', en: 'Examples and schema' })}>
          <div className="pane-head" role="tablist">
            {sides.map(({ id, words }) => (
              <button
                key={id}
                type="button"
                role="tab"
                id={`tab-${id}`}
                aria-controls="side-panel"
                aria-selected={side === id}
                className="tab"
                data-testid={`tab-${id}`}
                onClick={() => setSide(id)}
              >
                {t(words)}
              </button>
            ))}
          </div>
          <div className="pane-body" role="tabpanel" id="side-panel" aria-labelledby={`tab-${side}`}>
            {side === 'examples' ? (
              <ExampleList
                examples={props.examples}
                operatorId={session.operator.id}
                onOpenAs={props.onOpenAs}
                onOpen={(example) => {
                  write(example);
                  props.onOpenExample(example);
                }}
              />
            ) : (
              <SchemaExplorer contract={props.contract} onReload={isOver ? signInAgain : props.onReloadSchema} />
            )}
          </div>
        </section>
        <OperationPane>
          <button type="button" className="button" data-testid="print" onClick={() => print()}>
            <Icon name="print" />
            {t({ ja: '印刷', en: 'Print' })}
          </button>
        </OperationPane>
        <section className="pane answer" aria-label={t({ ja: '答え', en: 'Answer' })}>
          <header className="pane-head">
            <h2>{t({ ja: '答え', en: 'Answer' })}</h2>
          </header>
          <div className="answer-body">
            <ResultPanel outcome={outcome} valueNames={names} onSignIn={signInAgain} />
            <details className="raw" open>
              <summary>{t({ ja: '応答（JSON）', en: 'Response (JSON)' })}</summary>
              <ResponseJson />
            </details>
          </div>
        </section>
      </main>
      <PrintSheet session={session} purpose={purpose} caseNumber={standing.caseNumber} readDraft={read}>
        <ResultPanel outcome={outcome} valueNames={names} onSignIn={signInAgain} />
      </PrintSheet>
    </>
  );
}

/** Turns true at the instant when the token ends, without waiting for a request to fail. */
function useIsOver(expiresAt: number): boolean {
  const [isOver, setOver] = useState(() => Date.now() >= expiresAt);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), Math.max(0, expiresAt - Date.now()));
    return () => clearTimeout(timer);
  }, [expiresAt]);
  return isOver;
}
