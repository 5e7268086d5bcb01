/**
 * A new id of a record: UUID version 7 (RFC 9562 §5.7) at an instant in milliseconds since 1970, so that records sort by
 * the time of their making. `random` gives that many random bytes.
 */
export function recordId(milliseconds: number, random: (length: number) => Uint8Array): string {
  const time = milliseconds.toString(16).padStart(12, '0');
  const [a = 0, b = 0, c = 0, ...rest] = random(11);
  const version = 0x7000 | ((a & 0x0f) << 8) | b;
  const variant = 0x80 | (c & 0x3f);
  const tail = [variant, ...rest.slice(0, 7)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${time.slice(0, 8)}-${time.slice(8)}-${version.toString(16)}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}
