import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeEntry, type LogSource } from '@juki/audit-log/verify';
import { JukiError } from '@juki/errors';

/** The files of a log over HTTP (C2SP tlog-tiles). What does not answer is a fault of its own, no missing file. */
export function httpSource(url: string, fetch: typeof globalThis.fetch): LogSource {
  const prefix = url.replace(/\/$/, '');
  return {
    async get(path) {
      const answer = await fetch(`${prefix}/${path}`).catch((cause: unknown) => {
        throw new JukiError('AUDIT_UNAVAILABLE', `The log at ${url} does not answer.`, { cause });
      });
      if (answer.status === 404) return null;
      if (!answer.ok)
        throw new JukiError('AUDIT_UNAVAILABLE', `The log at ${url} answers ${path} with status ${answer.status}.`);
      return new Uint8Array(await answer.arrayBuffer());
    },
  };
}

/** The files of a log in a folder: a mirror, or evidence that somebody handed over. */
export function folderSource(folder: string): LogSource {
  return {
    async get(path) {
      try {
        return new Uint8Array(await readFile(join(folder, path)));
      } catch (fault) {
        if (fault instanceof Error && 'code' in fault && (fault.code === 'ENOENT' || fault.code === 'ENOTDIR'))
          return null;
        throw fault;
      }
    },
  };
}

/** A source that remembers what the verifier saw of it and does not report: the head, and the time of the last entry. */
export interface WatchedSource extends LogSource {
  /** The signed note of the head. */
  head(): string | undefined;
  /** Milliseconds since 1970, to the minute. */
  lastEntry(): number | undefined;
}

/** Entries of version 1 all have this length, so that the last one of a bundle is its end. */
const entryLength = 52;

/** Watches a source. */
export function watch(source: LogSource): WatchedSource {
  let head: string | undefined;
  let last: number | undefined;
  return {
    async get(path) {
      const bytes = await source.get(path);
      if (bytes && path === 'checkpoint') head = Buffer.from(bytes).toString('utf8');
      if (bytes && path.startsWith('tile/entries/')) {
        const entry = decodeEntry(bytes.slice(-entryLength));
        if (entry) last = entry.minute * 60_000;
      }
      return bytes;
    },
    head: () => head,
    lastEntry: () => last,
  };
}
