import { randomUUID } from 'node:crypto';
import type { WaitingRequest } from '../store/request-store.ts';
import type { RunStore } from '../store/run-store.ts';

/** What following needs. */
export interface FollowOptions {
  /** Municipalities that this process hosts. */
  readonly bodies: readonly string[];
  readonly fetch: (body: string) => Promise<readonly WaitingRequest[]>;
  readonly runs: RunStore;
  readonly clock: () => number;
}

/** Fetches what the prefectures ask and enters a run for each request, once; answers how many waited. */
export async function followRequests(
  { bodies, fetch, runs, clock }: FollowOptions,
  signal: AbortSignal,
): Promise<number> {
  let waiting = 0;
  for (const body of bodies) {
    if (signal.aborted) return waiting;
    for (const { id, municipality, afresh } of await fetch(body)) {
      if (municipality !== body) continue;
      waiting += 1;
      await runs.start({
        municipality,
        id: randomUUID(),
        key: `request ${id}`,
        scope: { kind: 'WHOLE' },
        afresh,
        startedBy: `cs-${body}`,
        request: id,
        startedAt: new Date(clock()),
      });
    }
  }
  return waiting;
}
