import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Where the parts of the snapshot lie. The supergraph is committed; the rest is compiled at build. */
export const snapshotFiles = {
  supergraph: at('../supergraph.graphql'),
  matrix: at('../generated/matrix.json'),
  snapshot: at('../generated/snapshot.json'),
};

/** What names a snapshot, and lets a reader see that its files belong together. */
export interface SnapshotIdentity {
  readonly version: 1;
  readonly hash: string;
  readonly matrix: string;
}

/** Hash that names a snapshot: SHA-256 over the supergraph and the content hash of the catalogue. */
export function snapshotHash(supergraphSdl: string, catalogueHash: string): string {
  return sha256(`juki-snapshot/v1\n${catalogueHash}\n${supergraphSdl}`);
}

/** SHA-256 in lower-case hex over UTF-8 text. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Reads a text file. */
export function readText(file: string): string {
  return readFileSync(file, 'utf8');
}

/** Writes a text file; renamed into place, so that a process that starts meanwhile never reads half of it. */
export function writeText(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, file);
}
