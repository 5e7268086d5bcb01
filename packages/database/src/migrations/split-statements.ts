/** One statement of a script, with the line on which it begins. */
export interface Statement {
  readonly sql: string;
  readonly line: number;
}

/**
 * What may hide a semicolon: line comment, block comment, dollar-quoted body, string, quoted name (PostgreSQL 18 manual,
 * 4.1). Not known: nested block comments and SQL-standard function bodies (`BEGIN ATOMIC`); write those bodies with $$.
 */
const tokens =
  /--[^\n]*|\/\*[\s\S]*?\*\/|\$([A-Za-z_]\w*)?\$[\s\S]*?\$\1\$|\b[eE]'(?:\\[\s\S]|''|[^'\\])*'|'(?:''|[^'])*'|"(?:""|[^"])*"|;/g;

/** Cuts a script into statements, so that a failure can name the one that failed. Comments stay with what follows. */
export function splitStatements(script: string): Statement[] {
  const statements: Statement[] = [];
  let start = 0;
  const take = (end: number) => {
    const raw = script.slice(start, end);
    const code = raw.replace(tokens, (token) => (isComment(token) ? ' '.repeat(token.length) : token));
    const lead = code.length - code.trimStart().length;
    if (code.trim() !== '') statements.push({ sql: raw.trim(), line: lineOf(script, start + lead) });
    start = end + 1;
  };
  for (const token of script.matchAll(tokens)) {
    if (token[0] === ';') take(token.index);
  }
  take(script.length);
  return statements;
}

function isComment(token: string): boolean {
  return token.startsWith('--') || token.startsWith('/*');
}

function lineOf(script: string, offset: number): number {
  return script.slice(0, offset).split('\n').length;
}
