import type { CosignatureStore } from './cosignature-store.ts';
import type { WitnessWindow } from './witness-window.ts';

/** Whose cosignatures a log needs, and of how many (C2SP calls it a policy). */
export interface WitnessPolicy {
  /** Names of the witnesses' keys. */
  readonly witnesses: readonly string[];
  readonly quorum: number;
}

/** Keeps the age of the un-witnessed window of some logs up to date. */
export interface WatchedWindow extends WitnessWindow {
  /** Asks the store anew how far the quorum has come. */
  refresh(body: string): Promise<void>;
}

interface Seen {
  /** When the oldest checkpoint beyond the quorum's was signed; `null`: the quorum has seen everything. */
  readonly since: number | null;
  readonly checkedAt: number;
}

/** How long an answer of the store stays good, milliseconds. After that, the time without an answer counts too. */
const fresh = 5_000;

/** Makes the window. A store that cannot be asked ages every log: not to know is not to be witnessed. */
export function watchWindow(store: CosignatureStore, policy: WitnessPolicy, clock: () => number): WatchedWindow {
  const startedAt = clock();
  const seen = new Map<string, Seen>();
  return {
    async refresh(body) {
      const checkedAt = clock();
      const witnessed = await store.newestWith(body, policy.witnesses, policy.quorum);
      const since = await store.firstSignedBeyond(body, witnessed?.size ?? -1);
      seen.set(body, { since, checkedAt });
    },
    age(body) {
      const { since, checkedAt } = seen.get(body) ?? { since: null, checkedAt: startedAt };
      const now = clock();
      const unasked = now - checkedAt;
      return Math.max(0, since === null ? 0 : now - since, unasked > fresh ? unasked : 0);
    },
  };
}
