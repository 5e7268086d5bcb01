import { createRightsCopy, type RightsCopy } from './rights-copy.ts';
import type { RightsRepository } from './rights-repository.ts';

/** How the copy follows the ledger. */
export interface FollowRightsOptions {
  readonly repository: RightsRepository;
  /** Milliseconds of a monotonic clock. */
  readonly monotonic: () => number;
  readonly everyMs?: number;
  readonly staleAfterMs?: number;
  readonly onFault: (cause: unknown) => void;
}

/** A ledger that follows the database until it is stopped. */
export interface FollowedRights {
  readonly ledger: RightsCopy;
  /** Asks for the version now, and reads the ledger if it has changed. */
  readonly refresh: () => Promise<void>;
  stop(): Promise<void>;
}

/**
 * Keeps the copy equal to the ledger: the version number is asked for several times a second, the ledger read when it
 * has changed. So a withdrawal takes effect within `everyMs`, and at the latest when the copy goes stale.
 */
export async function followRights(options: FollowRightsOptions): Promise<FollowedRights> {
  const { repository, monotonic, everyMs = 200, staleAfterMs = 5_000, onFault } = options;
  const ledger = createRightsCopy(monotonic, staleAfterMs);
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let failing = false;

  await refresh().catch(onFault);
  schedule();
  return {
    ledger,
    refresh,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await repository.close();
    },
  };

  async function refresh(): Promise<void> {
    // Taken before asking: what was true when the answer was made may be older than its arrival.
    const asked = monotonic();
    if ((await repository.version()) === ledger.version) ledger.confirm(asked);
    else ledger.put(await repository.read(), asked);
  }

  function schedule(): void {
    timer = setTimeout(() => void again(), everyMs);
  }

  async function again(): Promise<void> {
    try {
      await refresh();
      failing = false;
    } catch (cause) {
      if (!failing && !stopped) onFault(cause);
      failing = true;
    }
    if (!stopped) schedule();
  }
}
