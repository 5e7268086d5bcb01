import type { SeenHead, WitnessStore } from '../witness/create-witness.ts';

/** A store that forgets when the process ends: for tests only, since a witness that forgets means nothing. */
export function createMemoryWitnessStore(): WitnessStore {
  const heads = new Map<string, SeenHead>();
  return {
    async advance(origin, decide) {
      const next = decide(heads.get(origin) ?? null);
      if (next !== null) heads.set(origin, next);
    },
  };
}
