/**
 * The id of a row: a UUID version 7 (RFC 9562 §5.7) at the day of its change, so that the rows of a person sort by time.
 * What is random elsewhere comes from `seed` here: the same people under the same keys are the same rows.
 */
export function recordId(changeDate: string, seed: string, sha256: (text: string) => Uint8Array): string {
  const bytes = Buffer.from(sha256(seed).subarray(0, 16));
  bytes.writeUIntBE(Date.parse(`${changeDate}T00:00:00Z`), 0, 6);
  bytes[6] = 0x70 | (bytes.readUInt8(6) & 0x0f);
  bytes[8] = 0x80 | (bytes.readUInt8(8) & 0x3f);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
