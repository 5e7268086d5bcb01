import type { DigestStore } from './digest-store.ts';
import type { Advance } from './lower-checks.ts';
import type { RunStore } from './run-store.ts';

/** Takes in what has changed of every municipality, a bounded part at a time. */
export async function digestRound(digests: DigestStore, signal: AbortSignal): Promise<'again' | 'idle'> {
  const behind = await digests.behind();
  let more = false;
  for (const municipality of behind) {
    if (signal.aborted) return 'idle';
    more = (await digests.refresh(municipality)) === 'behind' || more;
  }
  return more ? 'again' : 'idle';
}

/** What a round of runs needs. */
export interface RunRound {
  readonly runs: RunStore;
  readonly advance: Advance;
  /** Codes, or what they begin with: one for each tier above, so that one that is away holds up no other. */
  readonly prefixes: readonly string[];
}

/** Takes the next run of each sender as far as it goes. A sender whose upper tier fails does not keep the others waiting. */
export async function runRound({ runs, advance, prefixes }: RunRound, signal: AbortSignal): Promise<'again' | 'idle'> {
  const results = await Promise.allSettled(
    prefixes.map(async (prefix) => {
      const run = signal.aborted ? null : await runs.next([prefix]);
      return run ? advance(run) : 'none';
    }),
  );
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return results.some((result) => result.status === 'fulfilled' && result.value === 'finished') ? 'again' : 'idle';
}
