import { invariant } from '@juki/errors';
import type { Sha256 } from '../hashing.ts';
import { parseAuditRecord } from '../parse-audit-record.ts';
import type { AuditWriter } from '../writer.ts';
import { connect } from './connect.ts';
import { createNodeRandom, nodeSha256 } from './node-crypto.ts';
import { createAppendQueue, unavailable } from './writer/append-queue.ts';
import { createFlushLane } from './writer/flush-lane.ts';
import { recordRow } from './writer/record-row.ts';

/** What a writer needs. Only `url` has no default. */
export interface AuditWriterOptions {
  /** A login that holds `juki_audit_writer` and nothing more. */
  readonly url: string;
  readonly sha256?: Sha256;
  readonly random?: (length: number) => Uint8Array;
  /** Milliseconds that never go back. */
  readonly clock?: () => number;
  /** Milliseconds within which a record is durable, or the append fails. Default 3,000. */
  readonly deadline?: number;
  /** Records that may wait for the store; more are refused at once. Default 20,000. */
  readonly waiting?: number;
}

/** Two flushes at a time: while one waits for the disk, the other is being sent and planned. */
const lanes = 2;
const flushRows = 1024;
/** Milliseconds for which a record that nobody waits for holds out for company. */
const patience = 20;

/**
 * The writer of one process (アクセスログの記録). Group commit without a timer: a flush takes whatever came in while the
 * last one was under way, so one sync of the disk serves many requests. Needs no restart when the store comes back.
 */
export function createAuditWriter(options: AuditWriterOptions): AuditWriter {
  const { url, clock = () => performance.now(), deadline = 3_000, waiting = 20_000 } = options;
  const tools = { sha256: options.sha256 ?? nodeSha256, random: options.random ?? createNodeRandom() };
  const queue = createAppendQueue({ deadline, waiting, flush: flushRows }, clock);
  const open = () => connect(url, { statement: deadline, name: 'juki-audit-writer' });
  const running = Array.from({ length: lanes }, () => createFlushLane(open, queue));
  let closed = false;
  let woken = false;
  let later: NodeJS.Timeout | undefined;

  const wake = () => {
    clearTimeout(later);
    later = undefined;
    for (const lane of running) lane.wake();
  };

  /** After the events that are being handled: requests that arrived together share a flush. */
  const wakeSoon = () => {
    if (woken) return;
    woken = true;
    setImmediate(() => {
      woken = false;
      wake();
    });
  };

  return {
    async append(records, { spendGrant, mayWait = false } = {}) {
      if (closed) throw unavailable('The audit writer is closed.');
      invariant(records.length > 0 || spendGrant === undefined, 'a grant is spent by the records that it leads to');
      if (records.length === 0) return [];
      const rows = records.map((record) => recordRow(parseAuditRecord(record), tools));
      const receipts = queue.add(rows, spendGrant ?? null);
      if (mayWait) later ??= setTimeout(wake, patience);
      else wakeSoon();
      return receipts;
    },
    async close() {
      closed = true;
      wake();
      await queue.drained();
      await Promise.all(running.map((lane) => lane.close()));
    },
  };
}
