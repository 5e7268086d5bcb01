import type { editor } from 'monaco-editor';

/** The editor's themes, in the colours of the page. The names are given to GraphiQL, the data to Monaco. */
export const editorThemeNames = { light: 'juki-light', dark: 'juki-dark' } as const;

const clear = '#00000000';

/** The two themes by name. Reserved words, names and strings stay readable in print and for colour-blind readers. */
export const editorThemes: Readonly<Record<string, editor.IStandaloneThemeData>> = {
  'juki-light': {
    base: 'vs',
    inherit: true,
    rules: [
      { token: 'keyword', foreground: '17396b', fontStyle: 'bold' },
      { token: 'key.identifier', foreground: '0b5c5e' },
      { token: 'argument.identifier', foreground: '6b4a00' },
      { token: 'type.identifier', foreground: '5a2f86' },
      { token: 'string', foreground: '8a2b1f' },
      { token: 'string.key.json', foreground: '0b5c5e' },
      { token: 'string.value.json', foreground: '8a2b1f' },
      { token: 'comment', foreground: '5d6775' },
    ],
    colors: { 'editor.background': clear, 'editorLineNumber.foreground': '#8a94a3', focusBorder: '#2b5fb0' },
  },
  'juki-dark': {
    base: 'vs-dark',
    inherit: true,
    rules: [
      { token: 'keyword', foreground: '8fb8f6', fontStyle: 'bold' },
      { token: 'key.identifier', foreground: '7fd0cd' },
      { token: 'argument.identifier', foreground: 'e3c07b' },
      { token: 'type.identifier', foreground: 'c8a5ee' },
      { token: 'string', foreground: 'f0a596' },
      { token: 'string.key.json', foreground: '7fd0cd' },
      { token: 'string.value.json', foreground: 'f0a596' },
      { token: 'comment', foreground: '93a0b3' },
    ],
    colors: { 'editor.background': clear, 'editorLineNumber.foreground': '#6d7a8f', focusBorder: '#8fb8f6' },
  },
};
