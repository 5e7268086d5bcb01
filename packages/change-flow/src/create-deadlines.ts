import type { ChangeStore } from '@juki/change-notification/store';
import { createLoop, type LoopOptions, type Worker } from '@juki/subgraph-runtime';

/** What it is made of. */
export interface DeadlineOptions {
  readonly body: string;
  readonly store: Pick<ChangeStore, 'refuseOverdue' | 'erasePayloads'>;
  /** Whether others notify to the file of this body, so that something can wait in it. */
  readonly receives: boolean;
  /** Municipalities whose notifications lie here. */
  readonly municipalities: readonly string[];
  readonly onFault: LoopOptions['onFault'];
  readonly after?: LoopOptions['after'];
}

const hour = 60 * 60_000;

/**
 * What is due: a move whose other half does not come is refused after its time, so that it ends on somebody's list and not
 * nowhere; contents of notifications are erased after a year (令34条4項), what became of them stays.
 */
export function createDeadlines(options: DeadlineOptions): Worker {
  const { body, store, receives, municipalities, onFault, after } = options;
  return createLoop({
    name: `deadlines of ${body}`,
    everyMs: hour,
    ...(after === undefined ? {} : { after }),
    onFault,
    async run(signal) {
      let done = receives ? await store.refuseOverdue(body) : 0;
      for (const municipality of municipalities) {
        if (signal.aborted) return 'idle';
        done += await store.erasePayloads(municipality);
      }
      return done > 0 ? 'again' : 'idle';
    },
  });
}
