import type { IncomingMessage } from 'node:http';
import { invariant } from '@juki/errors';

const longestForm = 4096;

/** Reads a short urlencoded body; a longer one, or another type, counts as empty. */
export async function readForm(request: IncomingMessage): Promise<string> {
  if (!request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) return '';
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request) {
    invariant(chunk instanceof Uint8Array, 'a request without encoding streams bytes');
    length += chunk.length;
    if (length > longestForm) return '';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
