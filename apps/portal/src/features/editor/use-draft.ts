import { type MonacoEditor, useGraphiQL } from '@graphiql/react';
import { useCallback } from 'react';

/** The text in the editors. */
export interface EditorText {
  readonly query: string;
  readonly variables: string;
}

/** Reading and replacing what stands in the editors. */
export interface EditorDraft {
  /** `null` until the editors are there. */
  readonly read: () => EditorText | null;
  /** Replaces both texts, as one step that the person can undo. */
  readonly write: (text: EditorText) => void;
}

/** Gives access to the text in the editors, for examples, printing, and keeping work through a sign-in. */
export function useDraft(): EditorDraft {
  const { queryEditor, variableEditor } = useGraphiQL(({ queryEditor, variableEditor }) => ({
    queryEditor,
    variableEditor,
  }));
  const read = useCallback(
    () =>
      queryEditor === undefined ? null : { query: queryEditor.getValue(), variables: variableEditor?.getValue() ?? '' },
    [queryEditor, variableEditor],
  );
  const write = useCallback(
    (text: EditorText) => {
      replaceText(queryEditor, text.query);
      replaceText(variableEditor, text.variables);
      queryEditor?.setScrollTop(0);
    },
    [queryEditor, variableEditor],
  );
  return { read, write };
}

/** `setValue` would empty the undo stack and lose what the person had written. */
function replaceText(editor: MonacoEditor | undefined, text: string): void {
  const range = editor?.getModel()?.getFullModelRange();
  if (editor !== undefined && range !== undefined) {
    editor.pushUndoStop();
    editor.executeEdits('example', [{ range, text }]);
    editor.pushUndoStop();
    editor.setPosition({ lineNumber: 1, column: 1 });
  }
}
