import { createHash } from 'node:crypto';

/** The number of a message that follows from another: UUID version 8 (RFC 9562 §5.8), so that a repetition is the same one. */
export function messageIdOf(kind: 'confirmation' | 'again', about: string): string {
  const bytes = createHash('sha256').update(`${kind}\n${about}`).digest().subarray(0, 16);
  bytes[6] = 0x80 | (bytes.readUInt8(6) & 0x0f);
  bytes[8] = 0x80 | (bytes.readUInt8(8) & 0x3f);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
