import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SeenHead, WitnessStore } from '@juki/audit-log';
import { invariant } from '@juki/errors';

/**
 * Keeps what a witness saw as one file for each log: written beside, synced, renamed, directory synced. One process at a
 * time; requests wait for one another.
 */
export function createFileWitnessStore(directory: string): WitnessStore {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  let turn: Promise<void> = Promise.resolve();
  return {
    advance(origin, decide) {
      const path = join(directory, `${createHash('sha256').update(origin).digest('hex')}.json`);
      const done = turn.then(async () => {
        const next = decide(await readHead(path, origin));
        if (next !== null) await writeHead(path, origin, next);
      });
      turn = done.catch(() => undefined);
      return done;
    },
  };
}

async function readHead(path: string, origin: string): Promise<SeenHead | null> {
  const text = await readFile(path, 'utf8').catch((fault: unknown) => {
    if (typeof fault === 'object' && fault !== null && 'code' in fault && fault.code === 'ENOENT') return null;
    throw fault;
  });
  if (text === null) return null;
  // A file that does not read must stop the witness: to begin anew would be to forget.
  const head: unknown = JSON.parse(text);
  invariant(isHead(head) && head.origin === origin, 'what the witness saw of a log does not read');
  return { size: head.size, root: Uint8Array.from(Buffer.from(head.root, 'base64')) };
}

async function writeHead(path: string, origin: string, { size, root }: SeenHead): Promise<void> {
  const beside = `${path}.new`;
  const file = await open(beside, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify({ origin, size, root: Buffer.from(root).toString('base64') })}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
  const folder = await open(dirname(path), 'r');
  await folder.sync();
  await folder.close();
}

function isHead(value: unknown): value is { readonly origin: string; readonly size: number; readonly root: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'origin' in value &&
    typeof value.origin === 'string' &&
    'size' in value &&
    Number.isSafeInteger(value.size) &&
    'root' in value &&
    typeof value.root === 'string' &&
    Buffer.from(value.root, 'base64').length === 32
  );
}
