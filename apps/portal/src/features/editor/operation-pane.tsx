import { QueryEditor, useGraphiQL, useGraphiQLActions, VariableEditor } from '@graphiql/react';
import type { ReactNode } from 'react';
import { Icon } from '../../components/icon.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../lib/language.ts';

/** Where the query and its variables are written and sent. Ctrl+Enter sends from either editor. */
export function OperationPane({ children }: { children: ReactNode }): ReactNode {
  const t = useWords();
  const actions = useGraphiQLActions();
  const { isFetching, hasEditor } = useGraphiQL(({ isFetching, queryEditor }) => ({
    isFetching,
    hasEditor: queryEditor !== undefined,
  }));
  const variablesLabel = t({ ja: '変数（JSON）', en: 'Variables (JSON)' });
  return (
    <section className="pane operation graphiql-container" aria-label={t({ ja: 'クエリ', en: 'Operation' })}>
      <header className="pane-head">
        <h2>{t({ ja: 'クエリ', en: 'Operation' })}</h2>
        <button type="button" className="button" data-testid="prettify" onClick={() => void actions.prettifyEditors()}>
          {t({ ja: '整形', en: 'Format' })}
        </button>
        {children}
        <button
          type="button"
          className="button button-primary"
          data-testid="run"
          disabled={isFetching || !hasEditor}
          title="Ctrl+Enter"
          onClick={() => actions.run()}
        >
          <Icon name="run" />
          {isFetching ? t({ ja: '照会中…', en: 'Asking…' }) : t({ ja: '実行', en: 'Run' })}
        </button>
      </header>
      <div className="operation-query" data-testid="query-editor">
        {!hasEditor && (
          <Notice tone="busy" testId="editor-loading">
            {t({ ja: 'エディターを読み込んでいます…', en: 'Loading the editor…' })}
          </Notice>
        )}
        <QueryEditor aria-label={t({ ja: 'クエリの入力', en: 'Operation editor' })} />
      </div>
      <h3 className="pane-subhead">{variablesLabel}</h3>
      <div className="operation-variables" data-testid="variables-editor">
        <VariableEditor aria-label={variablesLabel} />
      </div>
    </section>
  );
}
