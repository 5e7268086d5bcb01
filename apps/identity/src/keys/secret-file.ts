import { randomUUID } from 'node:crypto';
import { chmod, link, mkdir, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { JukiError } from '@juki/errors';

/** Makes the directory of keys if it is missing, readable by its owner alone. */
async function makeKeyDirectory(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  await chmod(path, 0o700);
}

/** Reads a file of secrets; `undefined` if there is none. Refuses one that others may read: its keys are not secret. */
export async function readSecretFile(path: string): Promise<string | undefined> {
  const found = await stat(path).catch((cause: unknown) => {
    if (codeOf(cause) === 'ENOENT') return undefined;
    throw cause;
  });
  if (found === undefined) return undefined;
  if ((found.mode & 0o077) !== 0) {
    throw new JukiError('CONFIGURATION_INVALID', `Others may read ${path}. Delete it, so that new keys are made.`);
  }
  return readFile(path, 'utf8');
}

/** Writes a new file of secrets, whole or not at all. `false` if another process was first: read what it wrote. */
export async function createSecretFile(path: string, content: string): Promise<boolean> {
  const draft = await writeDraft(path, content);
  try {
    await link(draft, path);
    return true;
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') return false;
    throw cause;
  } finally {
    await unlink(draft);
  }
}

/** Replaces a file of secrets in one step; a reader sees the old content or the new. */
export async function replaceSecretFile(path: string, content: string): Promise<void> {
  await rename(await writeDraft(path, content), path);
}

async function writeDraft(path: string, content: string): Promise<string> {
  await makeKeyDirectory(dirname(path));
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, content, { mode: 0o600, flag: 'wx' });
  return draft;
}

/** The code of a system error, by its shape: an error of another realm is no `Error` of this one. */
function codeOf(cause: unknown): unknown {
  return typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
}
