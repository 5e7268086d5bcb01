import { S3Client } from '@aws-sdk/client-s3';
import {
  assertFileName,
  type ExchangeStore,
  fileExists,
  fileMissing,
  isFileName,
  type Place,
  type StoredFile,
} from '../store/exchange-store.ts';
import { createBucket, type S3Access } from './bucket.ts';

/** Which bucket, below which prefix, and who takes files there. */
export interface S3StoreOptions extends S3Access {
  /** Ends without a slash; empty for the whole bucket. */
  readonly prefix: string;
  /** Name of who takes files here. */
  readonly consumer: string;
}

/**
 * 共有フォルダ in any S3-compatible store. It must know conditional writes (`If-None-Match: *`): a file is put only where none
 * lies, and taken by a claim that one of two takers gets. The claim names its holder, who finishes the move after a crash;
 * each step may be repeated. Who may use the bucket is its policy's affair.
 */
export async function openS3Store(options: S3StoreOptions): Promise<ExchangeStore> {
  const { prefix, consumer } = options;
  assertFileName(consumer);
  const bucket = createBucket(new S3Client(options.client), options.bucket);
  const base = prefix === '' ? '' : `${prefix}/`;
  const folderOf = (place: Place) => (place === 'taken' ? `${base}taken/${consumer}/` : `${base}${place}/`);
  const keyOf = (place: Place, name: string) => {
    assertFileName(name);
    return `${folderOf(place)}${name}`;
  };
  const claimOf = (place: Place, name: string) => `${base}claims/${place}/${name}`;

  async function sizeIn(place: Place, name: string): Promise<StoredFile | undefined> {
    const found = await bucket.head(keyOf(place, name));
    return found && { name, ...found };
  }

  /** A move is copy and remove; the claim makes it one for everybody else. */
  async function finish(name: string, from: Place, to: Place): Promise<boolean> {
    const claim = claimOf(from, name);
    const source = await sizeIn(from, name);
    if (source) {
      await bucket.copy(keyOf(from, name), keyOf(to, name));
      await bucket.remove(keyOf(from, name));
    }
    await bucket.remove(claim);
    return source !== undefined;
  }

  const store: ExchangeStore = {
    async put(place, name, content) {
      if (!(await bucket.putNew(keyOf(place, name), content))) throw fileExists(name);
      const stored = await sizeIn(place, name);
      if (stored) return stored;
      throw fileMissing(name);
    },
    async list(place) {
      const folder = folderOf(place);
      const found = (await bucket.list(folder)).map(({ key, ...file }) => ({
        name: key.slice(folder.length),
        ...file,
      }));
      return {
        files: found.filter(({ name }) => isFileName(name)),
        refused: found.filter(({ name }) => !isFileName(name)).map(({ name }) => ({ name, reason: 'NAME' as const })),
      };
    },
    async *read(place, name) {
      const content = await bucket.read(keyOf(place, name));
      if (!content) throw fileMissing(name);
      yield* content;
    },
    async move(name, from, to) {
      const claim = claimOf(from, name);
      const claimed = await bucket.putNew(claim, once(consumer));
      if (!claimed && (await bucket.text(claim)) !== consumer) return false;
      if (claimed && (await sizeIn(to, name)) && (await sizeIn(from, name))) {
        await bucket.remove(claim);
        throw fileExists(name);
      }
      return finish(name, from, to);
    },
    async remove(place, name) {
      const found = await sizeIn(place, name);
      if (found) await bucket.remove(keyOf(place, name));
      return found !== undefined;
    },
  };
  return store;
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text, 'utf8');
}
