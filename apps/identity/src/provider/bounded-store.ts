import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

interface Entry {
  readonly payload: AdapterPayload;
  readonly expiresAt: number;
}

/** Sessions, interactions, codes and grants in memory: `adapter` in the library's words. */
export interface BoundedStore {
  readonly adapter: AdapterFactory;
  /** Entries of one kind that are held now. */
  size(kind: string): number;
}

/**
 * Keeps what the library stores in memory, bounded per kind: past the bound the oldest entry goes, so a flood costs
 * someone a login and never the process. A restart logs everybody out, which suits development. Access tokens are JWTs
 * and are not stored.
 */
export function createBoundedStore(clock: () => number, bound = 1000): BoundedStore {
  const kinds = new Map<string, Map<string, Entry>>();

  function entriesOf(kind: string): Map<string, Entry> {
    const entries = kinds.get(kind) ?? new Map<string, Entry>();
    kinds.set(kind, entries);
    return entries;
  }

  function live(entries: Map<string, Entry>, id: string): AdapterPayload | undefined {
    const entry = entries.get(id);
    if (entry !== undefined && entry.expiresAt > clock()) return entry.payload;
    entries.delete(id);
    return undefined;
  }

  function findWhere(entries: Map<string, Entry>, key: 'uid' | 'userCode', value: string): AdapterPayload | undefined {
    for (const [id, { payload }] of entries) if (payload[key] === value) return live(entries, id);
    return undefined;
  }

  const adapter = (kind: string): Adapter => {
    const entries = entriesOf(kind);
    return {
      async upsert(id, payload, lifetime) {
        entries.delete(id);
        const oldest = entries.size >= bound ? entries.keys().next().value : undefined;
        if (oldest !== undefined) entries.delete(oldest);
        entries.set(id, { payload, expiresAt: clock() + lifetime * 1000 });
      },
      find: async (id) => live(entries, id),
      findByUid: async (uid) => findWhere(entries, 'uid', uid),
      findByUserCode: async (userCode) => findWhere(entries, 'userCode', userCode),
      async consume(id) {
        const payload = live(entries, id);
        if (payload !== undefined) payload.consumed = Math.floor(clock() / 1000);
      },
      async destroy(id) {
        entries.delete(id);
      },
      async revokeByGrantId(grantId) {
        for (const [id, { payload }] of entries) if (payload.grantId === grantId) entries.delete(id);
      },
    };
  };

  return { adapter, size: (kind) => entriesOf(kind).size };
}
