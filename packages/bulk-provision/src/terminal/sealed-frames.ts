import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { JukiError } from '@juki/errors';

/** Bounds a frame, so that a length that is none reserves no memory. */
const longestFrame = 16 * 1024 * 1024;
const [nonceBytes, tagBytes, lengthBytes] = [12, 16, 4];

/** Which file a frame belongs to, and where. A frame opens at no other place; only the last one says that it is the last. */
export interface FramePlace {
  readonly job: string;
  readonly index: number;
  readonly last: boolean;
}

/**
 * Seals a part of a result (AES-256-GCM): length, nonce, ciphertext, tag. A result is written frame by frame, each whole or
 * not there, so the file is its own journal: what a crash cut off opens no more.
 */
export function sealFrame(key: Uint8Array, place: FramePlace, plain: Uint8Array): Uint8Array {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(contextOf(place));
  const sealed = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt32BE(sealed.length);
  return Buffer.concat([length, sealed]);
}

/** A frame as it was read. */
export interface OpenedFrame {
  readonly index: number;
  readonly last: boolean;
  readonly plain: Uint8Array;
  /** Offset of the first byte after it. */
  readonly end: number;
}

/** Opens the frames of a file in their order, as long as they open; one frame and one chunk are held. */
export async function* openFrames(
  source: AsyncIterable<Uint8Array>,
  key: Uint8Array,
  job: string,
): AsyncGenerator<OpenedFrame> {
  let kept = Buffer.alloc(0);
  let index = 0;
  let end = 0;
  for await (const chunk of source) {
    kept = Buffer.concat([kept, chunk]);
    while (kept.length >= lengthBytes) {
      const length = kept.readUInt32BE(0);
      if (length > longestFrame) return;
      if (kept.length < lengthBytes + length) break;
      const opened = open(key, { job, index }, kept.subarray(lengthBytes, lengthBytes + length));
      if (!opened) return;
      end += lengthBytes + length;
      yield { index, ...opened, end };
      kept = kept.subarray(lengthBytes + length);
      index += 1;
    }
  }
}

/** The plain bytes of a whole result. Errors: `EXCHANGE_FILE_INVALID` where it is cut off, changed, or another job's. */
export async function* openSealedFile(
  source: AsyncIterable<Uint8Array>,
  key: Uint8Array,
  job: string,
): AsyncGenerator<Uint8Array> {
  let ended = false;
  for await (const { plain, last } of openFrames(source, key, job)) {
    yield plain;
    ended = last;
  }
  if (ended) return;
  throw new JukiError(
    'EXCHANGE_FILE_INVALID',
    'The result does not open to its end: it was cut off, changed, or is of another job.',
    {
      details: { kind: 'TRUNCATED' },
    },
  );
}

function open(key: Uint8Array, place: Omit<FramePlace, 'last'>, sealed: Buffer) {
  for (const last of [false, true]) {
    const plain = tryOpen(key, { ...place, last }, sealed);
    if (plain) return { plain, last };
  }
  return undefined;
}

function tryOpen(key: Uint8Array, place: FramePlace, sealed: Buffer): Uint8Array | undefined {
  if (sealed.length < nonceBytes + tagBytes) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes));
  decipher.setAAD(contextOf(place));
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes)), decipher.final()]);
  } catch {
    return undefined;
  }
}

function contextOf({ job, index, last }: FramePlace): Uint8Array {
  return Buffer.from(`juki.bulk-result/1\n${job}\n${index}\n${last ? 'last' : 'more'}`, 'utf8');
}
