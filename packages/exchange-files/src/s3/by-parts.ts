/** Size of a part: above the 5 MiB that S3 asks for at least, and of which ten thousand may be. */
const partBytes = 8 * 1024 * 1024;

/** Regroups chunks into parts of one size, the last perhaps smaller. One part is held. */
export async function* byParts(content: AsyncIterable<Uint8Array>, size = partBytes): AsyncGenerator<Uint8Array> {
  let kept: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of content) {
    let rest = chunk;
    while (bytes + rest.length >= size) {
      const taken = rest.subarray(0, size - bytes);
      yield Buffer.concat([...kept, taken]);
      rest = rest.subarray(taken.length);
      [kept, bytes] = [[], 0];
    }
    if (rest.length > 0) {
      kept.push(rest);
      bytes += rest.length;
    }
  }
  if (bytes > 0) yield Buffer.concat(kept);
}
