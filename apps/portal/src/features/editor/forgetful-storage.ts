/**
 * A `Storage` that lasts as long as the page. GraphiQL would otherwise write queries and variables, with the names and
 * numbers of people, to the local storage of the terminal, where they outlive the login.
 */
export function createForgetfulStorage(): Storage {
  const entries = new Map<string, string>();
  return {
    get length() {
      return entries.size;
    },
    clear: () => entries.clear(),
    getItem: (key) => entries.get(key) ?? null,
    key: (index) => [...entries.keys()][index] ?? null,
    removeItem: (key) => void entries.delete(key),
    setItem: (key, value) => void entries.set(key, value),
  };
}
