import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { openFrames, sealFrame } from './sealed-frames.ts';

/** A result that is being written. Each part is durable before the next is asked for. */
export interface ResultJournal {
  /** Parts that stand: 0 is the head, then one for each chunk. */
  readonly parts: number;
  /** Whether the last part stands too. */
  readonly complete: boolean;
  append(plain: string): Promise<void>;
  /** Writes the last part; `text` is given the SHA-256 of all plain bytes before it. */
  end(text: (sha256: string) => string): Promise<void>;
  /** SHA-256 of the sealed file, hexadecimal. */
  sealedHash(): Promise<string>;
  content(): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
  /** Removes it when the result lies in the folder. */
  remove(): Promise<void>;
}

/**
 * Opens the journal of a job at a path, and goes on behind the last part that is whole: what a crash left of the next one
 * is cut off. The file is the sealed result itself, so nothing lies on the disk of the terminal in clear.
 */
export async function openResultJournal(path: string, key: Uint8Array, job: string): Promise<ResultJournal> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const plainHash = createHash('sha256');
  let [parts, end, complete] = [0, 0, false];
  if (await stat(path).catch(() => undefined)) {
    for await (const frame of openFrames(bytesOf(path), key, job)) {
      // The trailer hashes what stands before it.
      if (!frame.last) plainHash.update(frame.plain);
      [parts, end, complete] = [frame.index + 1, frame.end, frame.last];
    }
  }
  const file = await open(path, 'a+', 0o600);
  await file.truncate(end);
  return journalOver({ file, path, key, job, plainHash, parts, complete });
}

interface Opened {
  readonly file: FileHandle;
  readonly path: string;
  readonly key: Uint8Array;
  readonly job: string;
  readonly plainHash: Hash;
  parts: number;
  complete: boolean;
}

function journalOver(state: Opened): ResultJournal {
  const { file, path, key, job, plainHash } = state;
  async function write(plain: string, last: boolean): Promise<void> {
    const bytes = Buffer.from(plain, 'utf8');
    await file.appendFile(sealFrame(key, { job, index: state.parts, last }, bytes));
    await file.datasync();
    if (!last) plainHash.update(bytes);
    state.parts += 1;
    state.complete = last;
  }
  return {
    get parts() {
      return state.parts;
    },
    get complete() {
      return state.complete;
    },
    append: (plain) => write(plain, false),
    end: (text) => write(text(plainHash.copy().digest('hex')), true),
    async sealedHash() {
      const hash = createHash('sha256');
      for await (const chunk of bytesOf(path)) hash.update(chunk);
      return hash.digest('hex');
    },
    content: () => bytesOf(path),
    close: () => file.close(),
    async remove() {
      await file.close();
      await rm(path, { force: true });
    },
  };
}

async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream(path)) {
    if (Buffer.isBuffer(chunk)) yield chunk;
  }
}
