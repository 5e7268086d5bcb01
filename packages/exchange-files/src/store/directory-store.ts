import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, readdir, realpath, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { JukiError } from '@juki/errors';
import {
  assertFileName,
  type ExchangeStore,
  fileExists,
  fileMissing,
  isFileName,
  type Listing,
  type Place,
  places,
  type RefusedEntry,
  type StoredFile,
} from './exchange-store.ts';

/** Which folder, and who may use it. */
export interface DirectoryStoreOptions {
  readonly folder: string;
  /** Name of who takes files here: each has its own `taken/<consumer>`, which a crash does not lose. */
  readonly consumer: string;
  /** User ids whose files are accepted; by default only those of the user of this process. */
  readonly owners?: readonly number[];
}

/**
 * 共有フォルダ in a file system. Files are written under a temporary name, synced, and renamed; taken by rename, of which
 * one wins. Symbolic links, further hard links, special files, other users' files and names with a path are never followed
 * or opened.
 */
export async function openDirectoryStore(options: DirectoryStoreOptions): Promise<ExchangeStore> {
  const { folder, consumer, owners = [process.getuid?.() ?? 0] } = options;
  assertFileName(consumer);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const root = await realpath(folder);
  for (const place of places) await ownDirectory(folderOf(place));

  function folderOf(place: Place): string {
    return place === 'taken' ? join(root, place, consumer) : join(root, place);
  }

  function pathOf(place: Place, name: string): string {
    assertFileName(name);
    return join(folderOf(place), name);
  }

  async function inspect(place: Place, name: string): Promise<StoredFile | RefusedEntry | undefined> {
    if (!isFileName(name)) return { name, reason: 'NAME' };
    const found = await lstat(join(folderOf(place), name)).catch(absent);
    if (!found) return undefined;
    const reason = reasonAgainst(found, owners);
    return reason ? { name, reason } : { name, bytes: found.size, since: Math.round(found.mtimeMs) };
  }

  return {
    async put(place, name, content) {
      const path = pathOf(place, name);
      if (await lstat(path).catch(absent)) throw fileExists(name);
      const temporary = join(folderOf(place), `.${name}.${randomUUID()}.part`);
      try {
        const file = await open(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
        try {
          for await (const chunk of content) await file.writeFile(chunk);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(temporary, path);
      } catch (fault) {
        await unlink(temporary).catch(absent);
        throw fault;
      }
      await syncDirectory(folderOf(place));
      const stored = await inspect(place, name);
      if (stored && 'bytes' in stored) return stored;
      throw fileMissing(name);
    },

    async list(place): Promise<Listing> {
      const names = (await readdir(folderOf(place))).filter((name) => !name.startsWith('.')).sort();
      const entries = (await Promise.all(names.map((name) => inspect(place, name)))).flatMap((entry) => entry ?? []);
      // Below `taken` only one's own folder is read, so a folder elsewhere is nothing of ours.
      return {
        files: entries.flatMap((entry) => ('bytes' in entry ? entry : [])),
        refused: entries.flatMap((entry) => ('reason' in entry ? entry : [])),
      };
    },

    async *read(place, name) {
      const file = await openChecked(pathOf(place, name), name, owners);
      try {
        for await (const chunk of file.createReadStream({ autoClose: false, highWaterMark: 64 * 1024 })) yield chunk;
      } finally {
        await file.close();
      }
    },

    async move(name, from, to) {
      const [source, target] = [pathOf(from, name), pathOf(to, name)];
      const entry = await inspect(from, name);
      if (!entry) return false;
      if ('reason' in entry) throw refused(entry);
      if (await lstat(target).catch(absent)) throw fileExists(name);
      const moved = await rename(source, target).then(
        () => true,
        (fault: unknown) => absent(fault) ?? false,
      );
      await syncDirectory(folderOf(to));
      await syncDirectory(folderOf(from));
      return moved;
    },

    async remove(place, name) {
      const removed = await unlink(pathOf(place, name)).then(
        () => true,
        (fault: unknown) => absent(fault) ?? false,
      );
      await syncDirectory(folderOf(place));
      return removed;
    },
  };
}

/** Makes a folder of ours and makes sure that nobody has put a link in its stead. */
async function ownDirectory(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const found = await lstat(path);
  if (found.isDirectory()) return;
  throw new JukiError('EXCHANGE_FILE_REFUSED', 'A link stands where a folder of the exchange should be.');
}

async function openChecked(path: string, name: string, owners: readonly number[]): Promise<FileHandle> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    (fault: unknown) => {
      if (hasCode(fault, 'ELOOP')) throw refused({ name, reason: 'LINKED' });
      return absent(fault);
    },
  );
  if (!file) throw fileMissing(name);
  const reason = reasonAgainst(await file.stat(), owners);
  if (!reason) return file;
  await file.close();
  throw refused({ name, reason });
}

function reasonAgainst(
  found: { isSymbolicLink(): boolean; isFile(): boolean; nlink: number; uid: number },
  owners: readonly number[],
): RefusedEntry['reason'] | undefined {
  if (found.isSymbolicLink() || (found.isFile() && found.nlink > 1)) return 'LINKED';
  if (!found.isFile()) return 'NOT_A_FILE';
  return owners.includes(found.uid) ? undefined : 'OWNER';
}

function refused({ name, reason }: RefusedEntry): JukiError {
  const why = {
    NAME: 'its name may be a path',
    NOT_A_FILE: 'it is no file',
    LINKED: 'it is a link, or is linked elsewhere',
    OWNER: 'it belongs to a user who may not put files here',
  }[reason];
  return new JukiError('EXCHANGE_FILE_REFUSED', `${name} is not touched: ${why}.`, { details: { reason } });
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, constants.O_RDONLY);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

function absent(fault: unknown): undefined {
  if (hasCode(fault, 'ENOENT')) return undefined;
  throw fault;
}

function hasCode(fault: unknown, code: string): boolean {
  return typeof fault === 'object' && fault !== null && 'code' in fault && fault.code === code;
}
