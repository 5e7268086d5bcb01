import { exchangeFault } from './exchange-fault.ts';

/** A line of a file before it is decoded. */
export interface ByteLine {
  /** From 1. */
  readonly line: number;
  /** Offset of its first byte in the file. */
  readonly byte: number;
  /** With its end of line, as it is hashed. */
  readonly raw: Uint8Array;
  /** Without its end of line (LF or CRLF). */
  readonly content: Uint8Array;
}

/** Bounds of a file, so that one from outside exhausts nobody. */
export interface ExchangeLimits {
  readonly bytes: number;
  readonly lineBytes: number;
  readonly rows: number;
}

/** A file of a prefecture's size: ten million rows; a line holds a person with long names. */
export const defaultExchangeLimits: ExchangeLimits = { bytes: 4 * 1024 ** 3, lineBytes: 64 * 1024, rows: 10_000_000 };

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * Splits bytes into lines, wherever the chunks are cut; no more than one line and one chunk are held. Both encodings allow
 * splitting before decoding: 0x0A is no part of a character in UTF-8, nor a trail byte in CP932.
 * Errors: `EXCHANGE_FILE_INVALID` (`TOO_LARGE`).
 */
export async function* byteLines(
  source: AsyncIterable<Uint8Array>,
  limits: ExchangeLimits = defaultExchangeLimits,
): AsyncGenerator<ByteLine> {
  let kept: Uint8Array[] = [];
  let keptBytes = 0;
  let line = 1;
  let byte = 0;
  const take = (raw: Uint8Array): ByteLine => {
    const whole = { line, byte, raw, content: withoutEnd(raw) };
    line += 1;
    byte += raw.length;
    return whole;
  };
  for await (const chunk of source) {
    if (byte + keptBytes + chunk.length > limits.bytes)
      throw tooLarge(`The file is larger than ${limits.bytes} bytes.`);
    let from = 0;
    for (let at = chunk.indexOf(lineFeed); at !== -1; at = chunk.indexOf(lineFeed, from)) {
      const part = chunk.subarray(from, at + 1);
      if (keptBytes + part.length > limits.lineBytes) throw tooLong(line, limits);
      yield take(kept.length === 0 ? part : Buffer.concat([...kept, part]));
      kept = [];
      keptBytes = 0;
      from = at + 1;
    }
    if (from === chunk.length) continue;
    kept.push(chunk.subarray(from));
    keptBytes += chunk.length - from;
    if (keptBytes > limits.lineBytes) throw tooLong(line, limits);
  }
  if (keptBytes > 0) yield take(Buffer.concat(kept));
}

function withoutEnd(raw: Uint8Array): Uint8Array {
  if (raw.at(-1) !== lineFeed) return raw;
  return raw.subarray(0, raw.length - (raw.at(-2) === carriageReturn ? 2 : 1));
}

function tooLong(line: number, { lineBytes }: ExchangeLimits) {
  return exchangeFault('TOO_LARGE', `The line is longer than ${lineBytes} bytes.`, { line });
}

function tooLarge(message: string) {
  return exchangeFault('TOO_LARGE', message);
}
