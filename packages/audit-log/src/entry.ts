import type { Phase } from './record.ts';

/** Length of an encoded entry of version 1. */
export const entryLength = 52;

const version = 1;
const bodyLength = 6;

/** Byte that stands for each phase in an entry. Never re-used; 0x40 and above are kept for entries without a record. */
export const kindOfPhase = {
  intent: 1,
  outcome: 2,
  delivery: 3,
  refused: 4,
  review: 5,
  erasure: 6,
  system: 7,
} as const satisfies Record<Phase, number>;

/** One line of a log, as tiles and mirrors carry it: no personal data, nothing from which any could be found. */
export interface Entry {
  /** {@link kindOfPhase}. */
  readonly kind: number;
  readonly body: string;
  readonly index: number;
  /** Minutes since 1970 of the record's time: coarse on purpose, so that mirrors cannot match it with other traces. */
  readonly minute: number;
  readonly commitment: Uint8Array;
}

/** Form of a body code, which fits the entry's field: 1 to 6 letters or digits (全国地方公共団体コード, `jlis`, `core`). */
export const bodyCode = /^[0-9a-z]{1,6}$/;

/**
 * Entry, version 1: version (1 byte), kind (1), body (6, ASCII, NUL-padded), index (8, big-endian), minute (4,
 * big-endian), commitment (32).
 */
export function encodeEntry(entry: Entry): Uint8Array {
  if (!bodyCode.test(entry.body)) throw new RangeError('a body code is 1 to 6 lower-case letters or digits');
  if (entry.commitment.length !== 32) throw new RangeError('a commitment has 32 bytes');
  const bytes = new Uint8Array(entryLength);
  const view = new DataView(bytes.buffer);
  bytes[0] = version;
  bytes[1] = entry.kind;
  for (let i = 0; i < entry.body.length; i++) bytes[2 + i] = entry.body.charCodeAt(i);
  view.setBigUint64(8, BigInt(entry.index));
  view.setUint32(16, entry.minute);
  bytes.set(entry.commitment, 20);
  return bytes;
}

/** Reads an entry; `null` where the bytes are not exactly what {@link encodeEntry} writes. */
export function decodeEntry(bytes: Uint8Array): Entry | null {
  if (bytes.length !== entryLength || bytes[0] !== version) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const body = readBody(bytes.subarray(2, 2 + bodyLength));
  const index = Number(view.getBigUint64(8));
  if (body === null || !Number.isSafeInteger(index)) return null;
  return { kind: view.getUint8(1), body, index, minute: view.getUint32(16), commitment: bytes.slice(20) };
}

function readBody(field: Uint8Array): string | null {
  const body = String.fromCharCode(...field).replace(/\0+$/, '');
  return bodyCode.test(body) ? body : null;
}
