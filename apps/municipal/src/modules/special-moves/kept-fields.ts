import { invariant } from '@juki/errors';

/** Reads the fields of what was sealed by ourselves: a type that does not fit is a fault of the program. */
export function keptFields(text: string) {
  const value: unknown = JSON.parse(text);
  invariant(typeof value === 'object' && value !== null, 'an object was sealed');
  const fields = new Map<string, unknown>(Object.entries(value));
  const textOf = (name: string): string => {
    const found = fields.get(name);
    invariant(typeof found === 'string', `${name} was sealed as text`);
    return found;
  };
  return {
    text: textOf,
    textOrNull: (name: string): string | null => (fields.get(name) === null ? null : textOf(name)),
    flag: (name: string): boolean => fields.get(name) === true,
    word<Word extends string>(name: string, words: readonly Word[]): Word {
      const found = words.find((word) => word === fields.get(name));
      invariant(found !== undefined, `${name} was sealed as one of ${words.join(', ')}`);
      return found;
    },
  };
}
