import type { IncomingMessage } from 'node:http';

const longestForm = 4096;

/** Reads a short urlencoded body; a longer one, or another type, counts as empty. */
export async function readForm(request: IncomingMessage): Promise<string> {
  if (!request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) return '';
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > longestForm) return '';
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}
