import { concatBytes } from '../bytes.ts';

/** Entries one after another, each after its length in two bytes, big-endian (C2SP tlog-tiles). */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  return concatBytes(...entries.flatMap((entry) => [lengthPrefix(entry.length), entry]));
}

/** Reads a bundle; `null` where its bytes do not end with an entry. */
export function decodeBundle(bytes: Uint8Array): readonly Uint8Array[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (at + 2 > bytes.length) return null;
    const end = at + 2 + view.getUint16(at);
    if (end > bytes.length) return null;
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return entries;
}

function lengthPrefix(length: number): Uint8Array {
  if (length > 0xffff) throw new RangeError('an entry has at most 65,535 bytes');
  return Uint8Array.of(length >> 8, length & 0xff);
}
