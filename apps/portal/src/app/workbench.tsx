import { type ReactNode, useCallback, useRef, useState } from 'react';
import { FaultNotice } from '../components/fault-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { EditorProvider } from '../features/editor/editor-provider.tsx';
import type { Example } from '../features/examples/example.ts';
import { LedgerNumberField } from '../features/purpose/ledger-number-field.tsx';
import { placeOf } from '../features/purpose/purpose.ts';
import { PurposePicker } from '../features/purpose/purpose-picker.tsx';
import type { Outcome } from '../features/result/outcome.ts';
import type { Draft } from '../features/session/pending-sign-in.ts';
import type { Session } from '../features/session/session.ts';
import { useWords } from '../lib/language.ts';
import type { Standing } from '../lib/request-headers.ts';
import { firstDraft } from './first-draft.ts';
import { type Operation, sendOperation } from './send-operation.ts';
import { useContractSchema } from './use-contract-schema.ts';
import { usePurposes } from './use-purposes.ts';
import { WorkbenchPanes } from './workbench-panes.tsx';

import '@graphiql/react/style.css';

interface WorkbenchProps {
  readonly session: Session;
  readonly examples: readonly Example[];
  readonly draft: Draft | null;
  readonly signInFailed: boolean;
  readonly onSignIn: (draft: Draft | null) => void;
  readonly onOpenAs: (example: Example) => void;
}

/** What a person who has signed in works at: purpose above, then examples or schema, query, and answer. */
export function Workbench({ session, examples, draft, signInFailed, onSignIn, onOpenAs }: WorkbenchProps): ReactNode {
  const t = useWords();
  const [start] = useState(() => firstDraft(draft, examples, session.operator.id));
  const [purposeId, setPurposeId] = useState(start.purposeId);
  const [caseNumber, setCaseNumber] = useState(start.caseNumber);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { list, reload: reloadPurposes } = usePurposes(session.accessToken);
  const chosen = list.kind === 'ready' ? (list.purposes.find(({ id }) => id === purposeId) ?? null) : null;
  // A number typed for another purpose must not go along with one that needs none.
  const standing: Standing = {
    accessToken: session.accessToken,
    purposeId,
    caseNumber: chosen?.caseRequired === false ? '' : caseNumber,
  };
  const { contract, reload: reloadSchema } = useContractSchema(standing);

  // GraphiQL takes a new fetcher for a new service; this one stays, and reads the standing of the moment.
  const current = useRef(standing);
  current.current = standing;
  const fetcher = useCallback(async (operation: Operation) => {
    const asked = current.current;
    const exchange = await sendOperation(operation, asked);
    // Stated another purpose meanwhile: the answer belongs to the former one, and is not shown under this.
    if (asked.purposeId !== current.current.purposeId) {
      return {};
    }
    setOutcome(exchange.outcome);
    return exchange.body;
  }, []);

  return (
    <div className="workbench" data-testid="workbench">
      <div className="purpose-bar">
        <div className="purpose">
          <span className="caption">{t({ ja: '事務', en: 'Purpose' })}</span>
          <PurposePicker
            purposes={list.kind === 'ready' ? list.purposes : []}
            chosen={chosen}
            onChoose={({ id }) => {
              setPurposeId(id);
              setOutcome(null);
            }}
          />
        </div>
        {chosen?.caseRequired && <LedgerNumberField value={caseNumber} onChange={setCaseNumber} />}
        {chosen && (
          <p className="purpose-basis" data-testid="purpose-articles">
            <span className="caption">{t({ ja: '根拠条文', en: 'Legal basis' })}</span>
            <span>{[placeOf(chosen), ...chosen.articles.map(t)].join(' ／ ')}</span>
          </p>
        )}
      </div>
      {signInFailed && (
        <Notice tone="fault" testId="sign-in-failed">
          {t({ ja: '認証基盤に接続できません。', en: 'The identity provider cannot be reached.' })}
        </Notice>
      )}
      {list.kind === 'fault' && list.fault !== 'signed-out' && (
        <FaultNotice fault={list.fault} onRetry={reloadPurposes} />
      )}
      <EditorProvider
        fetcher={fetcher}
        schema={contract.kind === 'ready' ? contract.schema : null}
        initialQuery={start.query}
        initialVariables={start.variables ?? '{}'}
      >
        <WorkbenchPanes
          session={session}
          examples={examples}
          purpose={chosen}
          standing={standing}
          contract={contract}
          outcome={outcome}
          onReloadSchema={reloadSchema}
          onOpenExample={(example) => {
            setPurposeId(example.purposeId);
            setCaseNumber(example.caseNumber);
            setOutcome(null);
          }}
          onOpenAs={onOpenAs}
          onSignIn={onSignIn}
        />
      </EditorProvider>
    </div>
  );
}
