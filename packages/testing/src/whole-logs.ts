import type { AuditRecord } from '@juki/audit-log';
import { createLogReader, nodeSha256, nodeVerifySignature } from '@juki/audit-log/postgres';
import { type LogReport, type LogSource, parseVerifierKey, type StoredRow, verifyLog } from '@juki/audit-log/verify';
import type { PublishedLog, System } from '@juki/launcher';

/** One entry of a log with the record that it commits to. */
export interface LoggedEntry {
  readonly index: number;
  /** Base64url, as it stands in receipts. */
  readonly commitment: string;
  readonly record: AuditRecord;
}

/** A log read and verified from its first entry to its last. */
export interface WholeLog {
  readonly body: string;
  readonly report: LogReport;
  readonly entries: readonly LoggedEntry[];
  /** Records that lie in the store: as many as the log has entries, once everything is sequenced. */
  readonly stored: number;
}

/** What an auditor brings: checkpoints of each body that were seen earlier. */
export type SeenCheckpoints = ReadonlyMap<string, readonly string[]>;

/**
 * Waits until every durable record has its place, then reads each log over HTTP as anybody could, and verifies it with the
 * pure verifier, the store's own rows and openings included.
 */
export async function wholeLogs(
  system: Pick<System, 'logs'>,
  older: SeenCheckpoints = new Map(),
): Promise<readonly WholeLog[]> {
  return Promise.all(system.logs.map((log) => wholeLog(log, older.get(log.body) ?? [])));
}

/** The files of a published log over HTTP. */
export function publishedFiles({ url }: Pick<PublishedLog, 'url'>): LogSource {
  return {
    async get(path) {
      const answer = await fetch(`${url}/${path}`, { signal: AbortSignal.timeout(10_000) });
      if (answer.status === 404) return null;
      if (!answer.ok) throw new Error(`${url}/${path} answered ${answer.status}`);
      return new Uint8Array(await answer.arrayBuffer());
    },
  };
}

async function wholeLog(log: PublishedLog, older: readonly string[]): Promise<WholeLog> {
  const { body, origin } = log;
  const reader = createLogReader({ url: log.store, connections: 1 });
  try {
    const size = await sequenced(() => reader.counts(body));
    const rows: StoredRow[] = [];
    for await (const row of reader.rows(body, size)) rows.push(row);
    const report = await verifyLog(publishedFiles(log), {
      sha256: nodeSha256,
      verifySignature: nodeVerifySignature,
      origin,
      body,
      keys: log.verifierKeys.flatMap((key) => parseVerifierKey(nodeSha256, key) ?? []),
      older,
      rows: each(rows),
    });
    return { body, report, entries: rows.flatMap(opened), stored: (await reader.counts(body)).records };
  } finally {
    await reader.close();
  }
}

/** Resolves when the sequencer has caught up and nothing more comes in. */
async function sequenced(counts: () => Promise<{ readonly records: number; readonly size: number }>): Promise<number> {
  let last = -1;
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const { records, size } = await counts();
    if (records === size && size === last) return size;
    last = size;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the sequencer did not catch up in 20 seconds');
}

async function* each(rows: readonly StoredRow[]): AsyncGenerator<StoredRow> {
  yield* rows;
}

function opened({ index, commitment, opening }: StoredRow): readonly LoggedEntry[] {
  if (commitment === null || opening === null) return [];
  const record: AuditRecord = JSON.parse(Buffer.from(opening.canonical).toString('utf8'));
  return [{ index, commitment: Buffer.from(commitment).toString('base64url'), record }];
}
