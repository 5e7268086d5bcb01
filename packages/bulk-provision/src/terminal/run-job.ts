import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { JukiError } from '@juki/errors';
import { type ExchangeStore, rejectFile, rejectionOf, type TakenFile, takeNext } from '@juki/exchange-files';
import { type ChunkOutcome, createChunkAsker } from './ask-chunk.ts';
import { type AnsweringTier, type BulkOperations, passing } from './bulk-operations.ts';
import { type RequestFile, readRequest } from './read-request.ts';
import { openResultJournal, type ResultJournal } from './result-journal.ts';
import { writeResultEnd, writeResultHead, writeResultRows } from './result-lines.ts';

/** How far a job is. */
export interface Progress {
  readonly job: string;
  readonly rows: number;
  readonly done: number;
  readonly rowsPerSecond: number;
  readonly secondsLeft: number;
}

/** What a terminal has, and who sits at it. */
export interface Terminal {
  readonly store: ExchangeStore;
  /** Folder of the terminal itself, for results that are being written; sealed. */
  readonly work: string;
  readonly operations: BulkOperations;
  readonly tier: AnsweringTier;
  /** Who is logged in: the requester of the file. */
  readonly operator: string;
  /** 立会者 of 市町村課. */
  readonly secondPerson: string;
  readonly clock: () => number;
  readonly onProgress: (progress: Progress) => void;
  /** Waits before a fault that passes by itself is tried again. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Rows of a chunk, and how many chunks are under way at once. */
  readonly chunkRows?: number;
  readonly ahead?: number;
}

/** How a job ended. */
export type JobOutcome =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'rejected'; readonly file: string; readonly code: string; readonly message: string }
  | {
      readonly kind: 'answered';
      readonly file: string;
      readonly job: string;
      readonly rows: number;
      readonly found: number;
      readonly resumedAt: number;
      readonly rowsPerSecond: number;
      readonly rejected: readonly {
        readonly rowKey: string;
        readonly verdict: string;
        readonly fault: string | null;
      }[];
      readonly rejectedRows: number;
      readonly withheld: readonly string[];
    };

/** How long the terminal waits for what is down, all together; then the job rests until it is run again. */
const pauses = [100, 400, 1_600, 5_000, 10_000, 20_000];
const listed = 1_000;

/**
 * ③ to ⑤: takes the next request file, asks it chunk by chunk, and puts the result into the folder. Every step may be
 * repeated: run again after a crash, it goes on behind the last chunk that is durable here; a chunk whose answer was lost is
 * asked once more, which the tier counts and the log records.
 */
export async function runJob(terminal: Terminal): Promise<JobOutcome> {
  const { store } = terminal;
  const file = await takeNext(store, (name) => name.endsWith('.csv'));
  if (!file) return { kind: 'nothing' };
  try {
    const request = await readRequest(store, file.name);
    return await answer(terminal, file, request);
  } catch (fault) {
    const rejection =
      fault instanceof Refused ? fault.rejection(terminal.clock()) : rejectionOf(fault, terminal.clock());
    await rejectFile(store, file.name, rejection);
    return { kind: 'rejected', file: file.name, code: rejection.code, message: rejection.message };
  }
}

async function answer(terminal: Terminal, file: TakenFile, request: RequestFile): Promise<JobOutcome> {
  const { store, operations, clock } = terminal;
  const { head, sha256 } = request;
  const chunkRows = terminal.chunkRows ?? 500;
  if (head.requester !== terminal.operator) throw new Refused('FOREIGN_REQUESTER');
  if (Date.parse(head.expiresAt) <= clock()) throw new Refused('EXPIRED');
  const { job, requester, purpose, profile, count: rows, expiresAt, eraseBy } = head;
  const step = await patiently(terminal, () =>
    operations.register({
      ...{ job, file: file.name, requester, purpose, profile, rows, chunkRows, sha256, expiresAt, eraseBy },
      case: head.case,
      secondPerson: terminal.secondPerson,
    }),
  );
  if (step.refusal !== null) throw new Refused(step.refusal);
  if (step.job?.finishedAt && !(await hasJournal(terminal, job))) throw new Refused('DUPLICATE_FILE');
  if (step.resultKey === null) throw new Refused('DUPLICATE_FILE');
  const journal = await openResultJournal(pathOf(terminal, job), Buffer.from(step.resultKey, 'base64url'), job);
  const resumedAt = Math.max(0, journal.parts - 1);
  const started = clock();
  const written = await writeAll(terminal, request, { journal, chunkRows }).catch(async (fault: unknown) => {
    await journal.close();
    throw fault;
  });
  const resultSha256 = await journal.sealedHash();
  await store.put('results', `${job}.sealed`, journal.content()).catch((fault: unknown) => {
    // It lies there since before the crash: the hash that is noted below is that of the journal, from which it was copied.
    if (!(fault instanceof JukiError && fault.code === 'EXCHANGE_FILE_EXISTS')) throw fault;
  });
  const finished = await patiently(terminal, () => operations.finish(job, resultSha256));
  if (finished.refusal !== null) throw new Refused(finished.refusal);
  await store.move(file.name, 'taken', 'done');
  await journal.remove();
  const seconds = Math.max(0.001, (clock() - started) / 1000);
  const asked = Math.max(0, rows - resumedAt * chunkRows);
  return {
    ...{ kind: 'answered', file: file.name, job, rows, found: finished.job?.found ?? 0 },
    ...{ resumedAt: resumedAt * chunkRows, rowsPerSecond: Math.round(asked / seconds) },
    ...written,
  };
}

async function writeAll(
  terminal: Terminal,
  request: RequestFile,
  { journal, chunkRows }: { readonly journal: ResultJournal; readonly chunkRows: number },
) {
  const { operations, tier, clock, onProgress, ahead = 3 } = terminal;
  const { head } = request;
  const ask = createChunkAsker(operations, head, tier === 'prefectural' ? 'Prefectural' : 'National');
  const withheld = new Set<string>();
  const rejected: { rowKey: string; verdict: string; fault: string | null }[] = [];
  let rejectedRows = 0;
  let chunk = Math.max(0, journal.parts - 1);
  let done = Math.min(chunk * chunkRows, head.count);
  const [started, before] = [clock(), done];
  if (journal.parts === 0) await journal.append(writeResultHead(head));

  async function keep({ refusal, rows, withheld: closed }: ChunkOutcome): Promise<void> {
    if (refusal !== null) throw new Refused(refusal);
    await journal.append(writeResultRows(head.profile, rows));
    for (const coordinate of closed) withheld.add(coordinate);
    const wrong = rows.filter(({ verdict }) => !verdict.startsWith('FOUND'));
    rejectedRows += wrong.length;
    rejected.push(
      ...wrong.slice(0, listed - rejected.length).map(({ rowKey, verdict, fault }) => ({ rowKey, verdict, fault })),
    );
    done += rows.length;
    const rowsPerSecond = Math.round((done - before) / Math.max(0.001, (clock() - started) / 1000));
    const secondsLeft = Math.ceil((head.count - done) / Math.max(1, rowsPerSecond));
    onProgress({ job: head.job, rows: head.count, done, rowsPerSecond, secondsLeft });
  }

  // The first chunk goes alone: what it teaches of closed keys spares the others a question each.
  const underWay: Promise<ChunkOutcome>[] = [];
  try {
    for await (const rows of request.chunks(chunkRows, chunk)) {
      if (journal.complete) break;
      const number = chunk;
      chunk += 1;
      const asked = patiently(terminal, () => ask(number, rows));
      asked.catch(() => undefined);
      underWay.push(asked);
      const alone = number === Math.max(0, journal.parts - 1) && journal.parts === 1;
      while (underWay.length > (alone ? 0 : ahead - 1)) {
        const [first] = underWay.splice(0, 1);
        if (first) await keep(await first);
      }
    }
    for (const asked of underWay.splice(0)) await keep(await asked);
  } finally {
    await Promise.allSettled(underWay);
  }
  if (!journal.complete) await journal.end((sha256) => writeResultEnd({ count: head.count, sha256 }));
  return { withheld: [...withheld].sort(), rejected, rejectedRows };
}

/** Tries again what passes by itself. What a tier has done already it knows, so a repetition does no harm. */
async function patiently<T>({ pause }: Terminal, ask: () => Promise<T>): Promise<T> {
  for (const milliseconds of pauses) {
    try {
      return await ask();
    } catch (fault) {
      if (!(fault instanceof JukiError && passing.some((code) => code === fault.code))) throw fault;
    }
    await pause(milliseconds);
  }
  return ask();
}

async function hasJournal(terminal: Terminal, job: string): Promise<boolean> {
  return (await stat(pathOf(terminal, job)).catch(() => undefined)) !== undefined;
}

function pathOf({ work }: Terminal, job: string): string {
  return join(work, `${job}.part`);
}

/** A refusal of the tier, or one that the terminal can give by itself: the file goes aside. */
class Refused extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }

  rejection(now: number) {
    return { code: this.code, message: refusalWords(this.code), at: new Date(now).toISOString() };
  }
}

function refusalWords(code: string): string {
  return words.get(code) ?? `The tier refuses the file: ${code}.`;
}

const words = new Map([
  ['FOREIGN_REQUESTER', 'The file names another requester than who is logged in.'],
  ['EXPIRED', 'The file has expired: make a new one.'],
  ['DUPLICATE_FILE', 'The same file was answered before.'],
  ['SECOND_PERSON_MISSING', 'Somebody else of 市町村課 must attend.'],
  ['JOB_ID_USED', 'The id of the job belongs to another one.'],
  ['OTHER_PURPOSE', 'The job was registered for another purpose.'],
  ['OTHER_CASE', 'The job was registered under another number of the usage ledger.'],
]);
