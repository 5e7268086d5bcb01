import { byteLines, type ExchangeLimits } from './byte-lines.ts';
import { exchangeFault } from './exchange-fault.ts';
import { isTextIn, type TextEncoding } from './text-encoding.ts';

/**
 * Finds the one encoding in which every line of a file is text; reads it whole. A file that mixes encodings, and one that
 * would be text in both with different characters, are refused: a guess would put a wrong name on a person.
 * Errors: `EXCHANGE_FILE_INVALID` (`ENCODING`).
 */
export async function recogniseEncoding(
  source: AsyncIterable<Uint8Array>,
  limits?: ExchangeLimits,
): Promise<TextEncoding> {
  const only: Record<TextEncoding, number | undefined> = { 'utf-8': undefined, cp932: undefined };
  let both: number | undefined;
  for await (const { line, byte, content } of byteLines(source, limits)) {
    const [utf8, cp932] = [isTextIn(content, 'utf-8'), isTextIn(content, 'cp932')];
    if (!utf8 && !cp932) throw exchangeFault('ENCODING', 'Neither UTF-8 nor CP932.', { line, byte });
    if (utf8 && cp932) {
      if (content.some((value) => value > 0x7f)) both ??= line;
    } else only[utf8 ? 'utf-8' : 'cp932'] ??= line;
  }
  const { 'utf-8': inUtf8, cp932: inCp932 } = only;
  if (inUtf8 !== undefined && inCp932 !== undefined) {
    const message = `The file mixes encodings: line ${inUtf8} is UTF-8, line ${inCp932} is CP932.`;
    throw exchangeFault('ENCODING', message, { line: Math.max(inUtf8, inCp932) });
  }
  if (inUtf8 === undefined && inCp932 === undefined && both !== undefined) {
    throw exchangeFault('ENCODING', 'UTF-8 or CP932? The line is text in both: say which one it is.', { line: both });
  }
  return inCp932 === undefined ? 'utf-8' : 'cp932';
}
