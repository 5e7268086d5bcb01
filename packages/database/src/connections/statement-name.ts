import { createHash } from 'node:crypto';

/** Above this, statements are so various that remembering them would only grow the memory of both sides. */
const limit = 500;

/**
 * Names statements by their text, so that a connection parses and plans each one once. PostgreSQL cuts names at 63
 * bytes, hence a hash. A statement that comes too late gets no name and is simply not kept.
 */
export function statementNamer(): (statement: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    // An empty name is PostgreSQL's unnamed statement.
    if (names.size >= limit) return '';
    const name = `s${createHash('sha256').update(sql).digest('base64url').slice(0, 22)}`;
    names.set(sql, name);
    return name;
  };
}
