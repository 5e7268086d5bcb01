import { nodeSha256, nodeVerifySignature } from '@juki/audit-log/postgres';
import {
  type LogReport,
  parseVerifierKey,
  type SignatureType,
  type StoredRow,
  verifyLog,
} from '@juki/audit-log/verify';
import { JukiError } from '@juki/errors';
import { UsageFault } from '../usage-fault.ts';
import type { WatchedSource } from './log-sources.ts';

/** A log to verify, with what the verifier was told beforehand. */
export interface LogToVerify {
  readonly body: string;
  readonly origin: string;
  /** Where it is read, for people. */
  readonly place: string;
  readonly source: WatchedSource;
  /** Verifier keys as text (C2SP signed-note). */
  readonly keys: readonly string[];
  /** Verifier keys of witnesses as text, and how many of them must have cosigned; none: they are not asked for. */
  readonly witnesses: readonly string[];
  readonly quorum: number;
  /** Checkpoints seen earlier: signed notes. */
  readonly older: readonly string[];
  /** What the body's own store keeps, for those who may see it. */
  readonly rows?: AsyncIterable<StoredRow> | undefined;
}

/** What was found about a log, or that it did not answer: then nothing is known of it, and it is not verified. */
export type VerifiedLog = { readonly body: string; readonly place: string } & (
  | (LogReport & {
      /** Instant of the last entry, to the minute; `null` for an empty log. */
      readonly lastEntry: string | null;
    })
  | { readonly verdict: 'unanswered'; readonly reason: string }
);

/** Verifies one log with the pure verifier of `@juki/audit-log/verify`. Throws `UsageFault` for a key that is none. */
export async function verifyOne(log: LogToVerify): Promise<VerifiedLog> {
  const { body, place, source, rows } = log;
  const options = {
    sha256: nodeSha256,
    verifySignature: nodeVerifySignature,
    origin: log.origin,
    body,
    keys: log.keys.map((key) => parseKey(key, 'note')),
    ...(log.witnesses.length > 0 && {
      witnesses: { keys: log.witnesses.map((key) => parseKey(key, 'cosignature')), quorum: log.quorum },
    }),
    older: log.older,
    ...(rows && { rows }),
  };
  try {
    const report = await verifyLog(source, options);
    const last = source.lastEntry();
    return { body, place, lastEntry: last === undefined ? null : new Date(last).toISOString(), ...report };
  } catch (fault) {
    // One log that is down must not keep the others from being verified.
    if (!(fault instanceof JukiError) || fault.code !== 'AUDIT_UNAVAILABLE') throw fault;
    return { body, place, verdict: 'unanswered', reason: fault.message };
  }
}

function parseKey(text: string, type: SignatureType) {
  const key = parseVerifierKey(nodeSha256, text, type);
  if (key) return key;
  const what = type === 'note' ? 'verifier key of a log (name+id+key, C2SP signed-note)' : 'verifier key of a witness';
  throw new UsageFault(`This is no ${what}: ${text}`);
}
