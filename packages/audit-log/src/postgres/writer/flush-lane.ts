import { setTimeout as pause } from 'node:timers/promises';
import { JukiError } from '@juki/errors';
import pg from 'pg';
import { abandon } from '../connect.ts';
import { type AppendQueue, type PendingAppend, unavailable } from './append-queue.ts';
import { flushStatement, lookUpStatement } from './flush-statement.ts';

/** One connection that flushes: as soon as a flush ends, the next begins with whatever came in meanwhile. */
export interface FlushLane {
  /** Works until nothing waits. Harmless while it already does. */
  wake(): void;
  close(): Promise<void>;
}

/** How long a lane waits before it tries again: short at first, for a restart is over within a second. */
const waits = [20, 50, 100, 200, 400];

/** Makes a lane; `open` makes its connection whenever it has none. */
export function createFlushLane(open: () => Promise<pg.Client>, queue: AppendQueue): FlushLane {
  let client: pg.Client | undefined;
  let working = false;

  const drop = () => {
    if (client !== undefined) abandon(client);
    client = undefined;
  };

  /** Looks up what was sent without a clear answer, and settles what turns out to be written. */
  const resolveUnknown = async (connected: pg.Client, batch: readonly PendingAppend[]) => {
    const unknown = batch.filter((append) => append.attempted && !append.settled);
    if (unknown.length === 0) return;
    const { rows } = await connected.query<{ id: string }>(lookUpStatement(unknown));
    const written = new Set(rows.map((row) => row.id));
    for (const append of unknown) if (append.rows.every(({ record }) => written.has(record.id))) append.written();
  };

  const send = async (connected: pg.Client, batch: readonly PendingAppend[]) => {
    const retried = batch.filter((append) => append.attempted);
    for (const append of batch) append.attempted = true;
    const { rows } = await connected.query<{ grant_id: string }>(flushStatement(batch));
    const spent = new Set(rows.map((row) => row.grant_id));
    const refused = batch.filter((append) => append.grant !== null && !spent.has(append.grant));
    for (const append of batch) if (!refused.includes(append)) append.written();
    // A grant may have been spent by our own first attempt, whose answer was lost.
    await resolveUnknown(
      connected,
      refused.filter((append) => retried.includes(append)),
    );
    for (const append of refused) append.refuse(replayed());
  };

  const flush = async (appends: readonly PendingAppend[]): Promise<void> => {
    let refusals = 0;
    for (let attempt = 0; ; attempt += 1) {
      const batch = appends.filter((append) => !append.settled);
      if (batch.length === 0) return;
      try {
        client ??= await open();
        await resolveUnknown(client, batch);
        const rest = batch.filter((append) => !append.settled);
        if (rest.length > 0) await send(client, rest);
        return;
      } catch (fault) {
        if (!isRefusedByStore(fault)) {
          if (!isAnswer(fault)) drop();
          await pause(waits[Math.min(attempt, waits.length - 1)]);
        } else if (batch.length > 1) {
          // One record that the store will not take must not keep the others of the flush from being written.
          for (const append of batch) await flush([append]);
        } else if (++refusals > 1) {
          // Twice, with a look-up between: so it is not our own first attempt that stands in the way.
          for (const append of batch) append.refuse(unavailable('The audit store refused the record.', fault));
        }
      }
    }
  };

  const work = async () => {
    for (let batch = queue.take(); batch.length > 0; batch = queue.take()) await flush(batch);
  };

  return {
    wake() {
      if (working) return;
      working = true;
      void work().finally(() => {
        working = false;
      });
    },
    async close() {
      const open = client;
      client = undefined;
      await open?.end().catch(() => undefined);
    },
  };
}

function replayed(): JukiError {
  return new JukiError('GRANT_REPLAYED', 'This grant was used before; ask the gateway for a new one.');
}

/** An error that leaves the session usable. FATAL and PANIC end it, as does everything that the server did not say. */
function isAnswer(fault: unknown): fault is pg.DatabaseError {
  return fault instanceof pg.DatabaseError && fault.severity === 'ERROR';
}

/** Bad data (class 22) or a broken constraint (class 23): trying again would change nothing. */
function isRefusedByStore(fault: unknown): boolean {
  return isAnswer(fault) && /^2[23]/.test(fault.code ?? '');
}
