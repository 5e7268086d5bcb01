import { JukiError } from '@juki/errors';
import type { Receipt } from '../../writer.ts';
import type { RecordRow } from './record-row.ts';

/** One append on its way. Settled once; what the store does afterwards changes nothing for the caller. */
export interface PendingAppend {
  readonly rows: readonly RecordRow[];
  readonly grant: string | null;
  /** Sent at least once without a clear answer: whether it was written must be looked up before it is sent again. */
  attempted: boolean;
  readonly settled: boolean;
  written(): void;
  refuse(error: JukiError): void;
}

/** Bounds of the queue. */
export interface QueueLimits {
  /** Milliseconds after which an append that is not durable fails. */
  readonly deadline: number;
  /** Records that may wait or be under way; more are refused at once, so that a slow store cannot eat the memory. */
  readonly waiting: number;
  /** Records in one flush. */
  readonly flush: number;
}

/** Appends that wait, and those under way, each with its deadline. */
export interface AppendQueue {
  add(rows: readonly RecordRow[], grant: string | null): Promise<readonly Receipt[]>;
  /** The next appends for one flush, in order; empty where none waits. */
  take(): readonly PendingAppend[];
  readonly waiting: boolean;
  /** Resolves once nothing waits and nothing is under way. */
  drained(): Promise<void>;
}

/** Makes a queue. `now` counts milliseconds and never goes back. */
export function createAppendQueue(limits: QueueLimits, now: () => number): AppendQueue {
  const queue: PendingAppend[] = [];
  /** Everything unsettled, oldest first: all have the same patience, so this is the order of the deadlines too. */
  const open = new Map<PendingAppend, number>();
  const drains: (() => void)[] = [];
  let openRows = 0;
  let timer: NodeJS.Timeout | undefined;

  const settle = (append: PendingAppend) => {
    open.delete(append);
    openRows -= append.rows.length;
    if (open.size > 0) return;
    clearTimeout(timer);
    timer = undefined;
    for (const drained of drains.splice(0)) drained();
  };

  const expire = () => {
    timer = undefined;
    const present = now();
    for (const [append, deadline] of open) {
      if (deadline > present) {
        timer = setTimeout(expire, deadline - present);
        return;
      }
      append.refuse(unavailable(`The audit store did not confirm the record within ${limits.deadline} ms.`));
    }
  };

  return {
    add(rows, grant) {
      if (openRows > 0 && openRows + rows.length > limits.waiting) {
        return Promise.reject(unavailable('Too many records wait for the audit store.'));
      }
      return new Promise((resolve, reject) => {
        const append = pendingAppend(rows, grant, {
          written: () => resolve(rows.map((row) => row.receipt)),
          refuse: reject,
          settle,
        });
        open.set(append, now() + limits.deadline);
        openRows += rows.length;
        queue.push(append);
        timer ??= setTimeout(expire, limits.deadline);
      });
    },
    take: () => takeFlush(queue, limits.flush),
    get waiting() {
      return queue.length > 0;
    },
    drained: () => (open.size === 0 ? Promise.resolve() : new Promise((resolve) => drains.push(resolve))),
  };
}

/** The error of everything that cannot be recorded in time: nothing may be disclosed. */
export function unavailable(reason: string, cause?: unknown): JukiError {
  return new JukiError('AUDIT_UNAVAILABLE', `${reason} Nothing may be disclosed; try again.`, { cause });
}

function pendingAppend(
  rows: readonly RecordRow[],
  grant: string | null,
  ends: { written(): void; refuse(error: JukiError): void; settle(append: PendingAppend): void },
): PendingAppend {
  let settled = false;
  const once = (act: () => void) => {
    if (settled) return;
    settled = true;
    ends.settle(append);
    act();
  };
  const append: PendingAppend = {
    rows,
    grant,
    attempted: false,
    get settled() {
      return settled;
    },
    written: () => once(() => ends.written()),
    refuse: (error) => once(() => ends.refuse(error)),
  };
  return append;
}

/** Takes what fits. A grant goes into a flush once: its second append must find the first one's use in the store. */
function takeFlush(queue: PendingAppend[], most: number): readonly PendingAppend[] {
  const batch: PendingAppend[] = [];
  const grants = new Set<string>();
  let rows = 0;
  let taken = 0;
  for (const append of queue) {
    const repeats = append.grant !== null && grants.has(append.grant);
    if (!append.settled && (repeats || (rows > 0 && rows + append.rows.length > most))) break;
    taken += 1;
    if (append.settled) continue;
    if (append.grant !== null) grants.add(append.grant);
    rows += append.rows.length;
    batch.push(append);
  }
  queue.splice(0, taken);
  return batch;
}
