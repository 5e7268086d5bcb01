import { equalBytes, textOf } from '../bytes.ts';
import type { Opening } from '../commitment.ts';
import { decodeEntry, type Entry } from '../entry.ts';
import type { Sha256, VerifySignature } from '../hashing.ts';
import { type Checkpoint, parseCheckpoint } from '../note/checkpoint.ts';
import { cosignaturesOf } from '../note/cosignature.ts';
import { openNote } from '../note/signed-note.ts';
import { encodeVerifierKey, type VerifierKey } from '../note/verifier-key.ts';
import { appendLeaf, emptyRange, rootOf } from '../tree/compact-range.ts';
import { decodeBundle } from '../tree/entry-bundle.ts';
import { hashLeaf } from '../tree/hash-node.ts';
import type { LogSource } from '../tree/tile-nodes.ts';
import { tilePath, tileWidth, tileWidthIn } from '../tree/tile-path.ts';
import type { Finding, LogReport } from './findings.ts';
import { hex } from './hex.ts';
import { createLevelChecker } from './level-checker.ts';
import { verifyOpening } from './verify-opening.ts';

/** What the body itself keeps of an entry: for a verifier who may see more than the public files. */
export interface StoredRow {
  readonly index: number;
  /** Commitment in the table of records; `null` where the record is gone, which is never lawful. */
  readonly commitment: Uint8Array | null;
  /** `null` where it was erased or is not shown. */
  readonly opening: Opening | null;
}

/** What a verifier must know and may bring. */
export interface VerifyLogOptions {
  readonly sha256: Sha256;
  readonly verifySignature: VerifySignature;
  /** Origin of the log: `<host>/log/<body>`. */
  readonly origin: string;
  readonly body: string;
  /** Keys that this verifier trusts for the log, configured beforehand and never taken from the log. */
  readonly keys: readonly VerifierKey[];
  /** Witnesses that this verifier trusts, and how many of them must have seen the log (C2SP tlog-cosignature). */
  readonly witnesses?: { readonly keys: readonly VerifierKey[]; readonly quorum: number };
  /** Checkpoints (signed notes) seen earlier, in any order: the log must still contain each. */
  readonly older?: readonly string[];
  /** Rows of the body's store, in the order of the index. */
  readonly rows?: AsyncIterable<StoredRow>;
}

const mostFindings = 1_000;

/**
 * Verifies a whole log (検証): the signature of its head, every entry, every tile, the root, and that each older
 * checkpoint is contained; with `rows`, also that the body keeps what it committed to. Pure: runs in a browser. Reads the
 * log once, in order, with memory that does not grow with it. Never stops at the first fault.
 */
export async function verifyLog(source: LogSource, options: VerifyLogOptions): Promise<LogReport> {
  const findings: Finding[] = [];
  let found = 0;
  const report = (finding: Finding) => {
    found += 1;
    if (findings.length < mostFindings) findings.push(finding);
  };
  // Read first: it is then no larger than the head.
  const witnessed = options.witnesses ? await readWitnessed(source, options, options.witnesses, report) : null;
  const head = await readHead(source, options, report);
  const older = (options.older ?? []).flatMap((note) => openHead(note, options, report) ?? []);
  const olderHeads = witnessed === null ? older : [...older, witnessed];
  const progress: Walk['progress'] = { entries: 0, openings: 0, unopened: 0, consistentWith: [] };
  if (head !== null) {
    for (const older of olderHeads) {
      if (older.size > head.size) report({ kind: 'shrunk', size: head.size, olderSize: older.size, note: older.note });
    }
    await walk(source, options, { head, olderHeads, report, progress });
  }
  return {
    origin: options.origin,
    verdict: found === 0 ? 'sound' : 'broken',
    checkpoint: head && { size: head.size, root: hex(head.root), signedBy: head.signedBy },
    witnessed: witnessed && { size: witnessed.size, root: hex(witnessed.root), by: witnessed.by },
    ...progress,
    findings,
    omittedFindings: found - findings.length,
  };
}

interface Head extends Checkpoint {
  readonly note: string;
  readonly signedBy: readonly string[];
}

interface WitnessedHead extends Head {
  readonly by: readonly { readonly name: string; readonly time: number }[];
}

interface Walk {
  readonly head: Head;
  readonly olderHeads: readonly Head[];
  readonly report: (finding: Finding) => void;
  readonly progress: {
    entries: number;
    openings: number;
    unopened: number;
    readonly consistentWith: { size: number; root: string }[];
  };
}

async function readHead(
  source: LogSource,
  options: VerifyLogOptions,
  report: (finding: Finding) => void,
): Promise<Head | null> {
  const bytes = await source.get('checkpoint');
  if (bytes !== null) return openHead(textOf(bytes) ?? '', options, report);
  report({ kind: 'checkpoint-missing' });
  return null;
}

/** The witnessed head: signed by the log like every other, and cosigned by enough of those whom the verifier trusts. */
async function readWitnessed(
  source: LogSource,
  options: VerifyLogOptions,
  { keys, quorum }: NonNullable<VerifyLogOptions['witnesses']>,
  report: (finding: Finding) => void,
): Promise<WitnessedHead | null> {
  const bytes = await source.get('witnessed-checkpoint');
  if (bytes === null) {
    report({ kind: 'witnessed-checkpoint-missing' });
    return null;
  }
  const note = textOf(bytes) ?? '';
  const head = openHead(note, options, report);
  if (head === null) return null;
  const by = cosignaturesOf(options, note, keys).map(({ witness, time }) => ({ name: witness.name, time }));
  if (by.length >= quorum) return { ...head, by };
  report({ kind: 'too-few-witnesses', size: head.size, by: by.map(({ name }) => name), quorum, note });
  return null;
}

function openHead(note: string, options: VerifyLogOptions, report: (finding: Finding) => void): Head | null {
  const opened = openNote(options, note, options.keys);
  if (opened.kind === 'refused') {
    report({ kind: 'checkpoint-refused', reason: opened.reason, note });
    return null;
  }
  const checkpoint = parseCheckpoint(opened.text);
  if (checkpoint === null) {
    report({ kind: 'checkpoint-refused', reason: 'malformed', note });
    return null;
  }
  if (checkpoint.origin !== options.origin) {
    report({ kind: 'checkpoint-of-other-log', origin: checkpoint.origin, expected: options.origin });
    return null;
  }
  return { ...checkpoint, note, signedBy: opened.signedBy.map((key) => encodeVerifierKey(options.sha256, key)) };
}

async function walk(source: LogSource, options: VerifyLogOptions, { head, olderHeads, report, progress }: Walk) {
  const { sha256 } = options;
  const levels = createLevelChecker(sha256, source, head.size, report);
  const rows = options.rows?.[Symbol.asyncIterator]();
  let range = emptyRange;

  const compare = () => {
    for (const older of olderHeads.filter((one) => one.size === range.size)) {
      const computed = rootOf(sha256, range);
      const same = equalBytes(computed, older.root);
      if (same) progress.consistentWith.push({ size: older.size, root: hex(older.root) });
      else
        report({
          kind: 'inconsistent',
          size: older.size,
          computed: hex(computed),
          signed: hex(older.root),
          note: older.note,
        });
    }
  };

  compare();
  for (let n = 0; n * tileWidth < head.size; n += 1) {
    const bundle = await readBundle(source, head.size, n, report);
    if (bundle === null) break;
    for (const bytes of bundle) {
      const leaf = hashLeaf(sha256, bytes);
      const entry = checkEntry(bytes, range.size, options.body, report);
      await levels.push(0, leaf);
      if (rows !== undefined) await checkRow(rows, { entry, index: range.size, sha256, report, progress });
      range = appendLeaf(sha256, range, leaf);
      progress.entries += 1;
      compare();
    }
  }
  const computed = rootOf(sha256, range);
  if (range.size === head.size && !equalBytes(computed, head.root)) {
    report({ kind: 'root-mismatch', size: head.size, computed: hex(computed), signed: hex(head.root) });
  }
  await rows?.return?.();
}

async function readBundle(
  source: LogSource,
  size: number,
  n: number,
  report: (finding: Finding) => void,
): Promise<readonly Uint8Array[] | null> {
  const width = tileWidthIn(size, 'entries', n);
  const path = tilePath({ level: 'entries', n, width });
  const bytes = await source.get(path);
  const entries = bytes && decodeBundle(bytes);
  if (entries?.length === width) return entries;
  report({ kind: bytes === null ? 'file-missing' : 'file-malformed', path });
  return null;
}

function checkEntry(bytes: Uint8Array, index: number, body: string, report: (finding: Finding) => void): Entry | null {
  const entry = decodeEntry(bytes);
  if (entry === null) report({ kind: 'entry-malformed', index, entry: hex(bytes) });
  else if (entry.index !== index || entry.body !== body) {
    report({ kind: 'entry-misplaced', index, statedIndex: entry.index, statedBody: entry.body });
  }
  return entry;
}

async function checkRow(
  rows: AsyncIterator<StoredRow>,
  {
    entry,
    index,
    sha256,
    report,
    progress,
  }: { entry: Entry | null; index: number; sha256: Sha256 } & Pick<Walk, 'report' | 'progress'>,
): Promise<void> {
  const next = await rows.next();
  if (next.done === true) return report({ kind: 'record-missing', index });
  const row = next.value;
  if (row.index !== index) return report({ kind: 'rows-out-of-order', index: row.index, expected: index });
  if (row.commitment === null) report({ kind: 'record-missing', index });
  if (entry === null) return;
  if (row.commitment !== null && !equalBytes(row.commitment, entry.commitment)) {
    report({ kind: 'record-changed', index, held: hex(row.commitment), logged: hex(entry.commitment) });
  }
  if (row.opening === null) {
    progress.unopened += 1;
    return;
  }
  const finding = verifyOpening(sha256, { ...entry, index }, row.opening);
  if (finding === undefined) progress.openings += 1;
  else report(finding);
}
