import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import type { ByteLine } from './byte-lines.ts';
import { exchangeFault } from './exchange-fault.ts';

/** 文字コード of a file. UTF-8 may begin with a byte order mark; CP932 is Shift_JIS as Windows writes it. */
export const textEncodings = ['utf-8', 'cp932'] as const;

/** One of {@link textEncodings}. */
export type TextEncoding = (typeof textEncodings)[number];

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const byteOrderMark = '\uFEFF';

/**
 * Decodes a line. Bytes that are none of the encoding are fatal, and so are 外字 (private use): a body's own characters
 * mean something else elsewhere. Errors: `EXCHANGE_FILE_INVALID` (`ENCODING`) with line and byte.
 */
export function decodeLine(line: ByteLine, encoding: TextEncoding): string {
  const text = encoding === 'utf-8' ? decodeUtf8(line) : decodeCp932(line);
  if (text.includes('\r')) {
    throw exchangeFault('FORM', 'A carriage return stands inside the line.', { line: line.line });
  }
  if (/\p{Co}/u.test(text)) {
    const message = 'A character of private use (外字) cannot be exchanged: write it as a character of Unicode.';
    throw exchangeFault('ENCODING', message, { line: line.line });
  }
  return line.line === 1 && text.startsWith(byteOrderMark) ? text.slice(1) : text;
}

/** Encodes a line. Errors: `EXCHANGE_FILE_INVALID` (`ENCODING`) where the encoding lacks a character. */
export function encodeLine(text: string, encoding: TextEncoding): Uint8Array {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8');
  const bytes = iconv.encode(text, 'cp932');
  if (iconv.decode(bytes, 'cp932') === text) return bytes;
  throw exchangeFault('ENCODING', 'CP932 lacks a character of this line: write the file as UTF-8.');
}

/** Whether bytes are text of an encoding. */
export function isTextIn(bytes: Uint8Array, encoding: TextEncoding): boolean {
  return encoding === 'utf-8' ? isUtf8(bytes) : firstFaultOfCp932(bytes) === undefined;
}

function decodeUtf8({ line, byte, content }: ByteLine): string {
  if (isUtf8(content)) return utf8.decode(content);
  throw notIn('UTF-8', { line, byte: byte + firstFaultOfUtf8(content) }, isTextIn(content, 'cp932') && 'CP932');
}

function decodeCp932({ line, byte, content }: ByteLine): string {
  const fault = firstFaultOfCp932(content);
  if (fault === undefined) return iconv.decode(Buffer.from(content), 'cp932');
  throw notIn('CP932', { line, byte: byte + fault }, isTextIn(content, 'utf-8') && 'UTF-8');
}

function notIn(encoding: string, place: { line: number; byte: number }, other: string | false) {
  const hint = other === false ? '' : ` The line is ${other}: is the file, or a part of it, in that encoding?`;
  return exchangeFault('ENCODING', `Bytes that are no character of ${encoding}.${hint}`, place);
}

/** Goes character by character; only a line that is known to be wrong comes here. */
function firstFaultOfUtf8(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0;
    const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (at + length > bytes.length || !isUtf8(bytes.subarray(at, at + length))) return at;
    at += length;
  }
  return at;
}

function firstFaultOfCp932(bytes: Uint8Array): number | undefined {
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80 || (lead >= 0xa1 && lead <= 0xdf)) {
      at += 1;
      continue;
    }
    const trail = bytes[at + 1];
    const isLead = (lead >= 0x81 && lead <= 0x9f) || (lead >= 0xe0 && lead <= 0xfc);
    if (!isLead || trail === undefined || trail < 0x40 || trail === 0x7f || trail > 0xfc) return at;
    if (iconv.decode(Buffer.from([lead, trail]), 'cp932') === '\uFFFD') return at;
    at += 2;
  }
  return undefined;
}
