/** Whether a value from outside is a JSON object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member of that name when it is text, else `null`. Own members only: `__proto__` and the like are nobody's. */
export function textOf(record: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = Object.hasOwn(record, name) ? record[name] : undefined;
  return typeof value === 'string' ? value : null;
}

/** The member of that name when it is a list, else an empty one. */
export function listOf(record: Readonly<Record<string, unknown>>, name: string): readonly unknown[] {
  const value = Object.hasOwn(record, name) ? record[name] : undefined;
  return Array.isArray(value) ? value : [];
}

/** Text that should be JSON; `undefined` when it is not. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
