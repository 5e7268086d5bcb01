import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  type S3ClientConfig,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { byParts } from './by-parts.ts';

/** How the store is reached. `client` is what the SDK takes: endpoint, region, credentials. */
export interface S3Access {
  readonly client: S3ClientConfig;
  readonly bucket: string;
}

/** An object's size and age. */
interface ObjectState {
  readonly bytes: number;
  readonly since: number;
}

/** What the store needs of a bucket. */
export interface Bucket {
  /** Puts an object where none is; `false` where one is. The whole of it becomes visible at once. */
  putNew(key: string, content: AsyncIterable<Uint8Array>): Promise<boolean>;
  head(key: string): Promise<ObjectState | undefined>;
  list(prefix: string): Promise<readonly ({ readonly key: string } & ObjectState)[]>;
  read(key: string): Promise<AsyncIterable<Uint8Array> | undefined>;
  text(key: string): Promise<string | undefined>;
  copy(from: string, to: string): Promise<void>;
  remove(key: string): Promise<void>;
}

/** Speaks to one bucket. An object larger than a part is uploaded by parts, so that memory holds one of them. */
export function createBucket(client: S3Client, name: string): Bucket {
  const Bucket = name;

  async function upload(key: string, first: Uint8Array, parts: AsyncIterator<Uint8Array>): Promise<boolean> {
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key: key }));
    const at = { Bucket, Key: key, UploadId };
    try {
      const Parts: { PartNumber: number; ETag: string | undefined }[] = [];
      for (let part: Uint8Array | undefined = first; part; part = partOf(await parts.next())) {
        const PartNumber = Parts.length + 1;
        const { ETag } = await client.send(new UploadPartCommand({ ...at, PartNumber, Body: part }));
        Parts.push({ PartNumber, ETag });
      }
      await client.send(new CompleteMultipartUploadCommand({ ...at, MultipartUpload: { Parts }, IfNoneMatch: '*' }));
      return true;
    } catch (fault) {
      await client.send(new AbortMultipartUploadCommand(at)).catch(() => undefined);
      if (isThere(fault)) return false;
      throw fault;
    }
  }

  async function read(key: string) {
    const found = await client.send(new GetObjectCommand({ Bucket, Key: key })).catch(missing);
    return found?.Body;
  }

  return {
    async putNew(key, content) {
      const parts = byParts(content)[Symbol.asyncIterator]();
      const first = partOf(await parts.next()) ?? new Uint8Array();
      const second = await parts.next();
      if (!second.done) return upload(key, first, withFirst(second.value, parts));
      return client.send(new PutObjectCommand({ Bucket, Key: key, Body: first, IfNoneMatch: '*' })).then(
        () => true,
        (fault: unknown) => {
          if (isThere(fault)) return false;
          throw fault;
        },
      );
    },
    async head(key) {
      const found = await client.send(new HeadObjectCommand({ Bucket, Key: key })).catch(missing);
      return found && { bytes: found.ContentLength ?? 0, since: found.LastModified?.getTime() ?? 0 };
    },
    async list(prefix) {
      const keys: ({ readonly key: string } & ObjectState)[] = [];
      let from: string | undefined;
      do {
        const page = await client.send(new ListObjectsV2Command({ Bucket, Prefix: prefix, ContinuationToken: from }));
        for (const { Key, Size, LastModified } of page.Contents ?? []) {
          if (Key !== undefined) keys.push({ key: Key, bytes: Size ?? 0, since: LastModified?.getTime() ?? 0 });
        }
        from = page.NextContinuationToken;
      } while (from !== undefined);
      return keys;
    },
    async read(key) {
      const body = await read(key);
      return body && chunksOf(body.transformToWebStream());
    },
    text: async (key) => (await read(key))?.transformToString(),
    async copy(from, to) {
      const CopySource = `${name}/${from.split('/').map(encodeURIComponent).join('/')}`;
      await client.send(new CopyObjectCommand({ Bucket, Key: to, CopySource }));
    },
    async remove(key) {
      await client.send(new DeleteObjectCommand({ Bucket, Key: key }));
    },
  };
}

async function* chunksOf(stream: ReadableStream<unknown>): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) {
    if (chunk instanceof Uint8Array) yield chunk;
    else if (ArrayBuffer.isView(chunk)) yield new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  }
}

function withFirst(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncIterator<Uint8Array> {
  let given = false;
  return {
    next() {
      if (given) return rest.next();
      given = true;
      return Promise.resolve({ value: first, done: false });
    },
  };
}

function partOf({ done, value }: IteratorResult<Uint8Array>): Uint8Array | undefined {
  return done ? undefined : value;
}

/** 412: the condition failed; 409: another writer is at it in this moment. */
function isThere(fault: unknown): boolean {
  return [409, 412].includes(statusOf(fault));
}

function missing(fault: unknown): undefined {
  if (statusOf(fault) === 404) return undefined;
  throw fault;
}

function statusOf(fault: unknown): number {
  if (typeof fault !== 'object' || fault === null || !('$metadata' in fault)) return 0;
  const { $metadata: metadata } = fault;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return 0;
  return Number(metadata.httpStatusCode);
}
