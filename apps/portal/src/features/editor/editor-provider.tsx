import { GraphiQLProvider, useGraphiQL, useGraphiQLActions, useMonaco } from '@graphiql/react';
import type { Fetcher } from '@graphiql/toolkit';
import type { GraphQLSchema } from 'graphql';
import { type ReactNode, useEffect, useState } from 'react';
import { editorThemeNames, editorThemes } from './editor-theme.ts';
import { createForgetfulStorage } from './forgetful-storage.ts';
import { provideMonacoWorkers } from './monaco-workers.ts';

interface ProviderProps {
  readonly fetcher: Fetcher;
  /** The contract schema, for completion and checks; `null` while there is none. */
  readonly schema: GraphQLSchema | null;
  readonly initialQuery: string;
  readonly initialVariables: string;
  readonly children: ReactNode;
}

provideMonacoWorkers();

/** GraphiQL's state around the panes. The schema is handed in: GraphiQL's own introspection knows no purpose. */
export function EditorProvider({
  fetcher,
  schema,
  initialQuery,
  initialVariables,
  children,
}: ProviderProps): ReactNode {
  const [storage] = useState(createForgetfulStorage);
  return (
    <GraphiQLProvider
      fetcher={fetcher}
      schema={schema}
      storage={storage}
      initialQuery={initialQuery}
      initialVariables={initialVariables}
      editorTheme={editorThemeNames}
      // GraphiQL would add the leaf fields that a query lacks: more personal data than the person asked for.
      getDefaultFieldNames={() => []}
    >
      <SystemTheme />
      <QuietEditors />
      {children}
    </GraphiQLProvider>
  );
}

/** Tells Monaco its themes, and follows the system when it turns dark or light. */
function SystemTheme(): ReactNode {
  const monaco = useMonaco((state) => state.monaco);
  const { setTheme } = useGraphiQLActions();
  useEffect(() => {
    for (const [name, theme] of Object.entries(monaco === undefined ? {} : editorThemes)) {
      monaco?.editor.defineTheme(name, theme);
    }
    const follow = () => setTheme(null);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    follow();
    dark.addEventListener('change', follow);
    return () => dark.removeEventListener('change', follow);
  }, [monaco, setTheme]);
  return null;
}

/** Sets the editors in the type of the page. Coloured brackets say nothing that the indentation does not. */
function QuietEditors(): ReactNode {
  const editors = useGraphiQL(({ queryEditor, variableEditor, responseEditor }) => ({
    queryEditor,
    variableEditor,
    responseEditor,
  }));
  useEffect(() => {
    for (const editor of Object.values(editors)) {
      editor?.updateOptions({
        fontFamily:
          'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK JP", monospace',
        fontSize: 13,
        lineHeight: 20,
        guides: { indentation: false, bracketPairs: false },
        unicodeHighlight: { ambiguousCharacters: false, nonBasicASCII: false },
      });
      editor?.getModel()?.updateOptions({
        bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
      });
    }
  }, [editors]);
  return null;
}
