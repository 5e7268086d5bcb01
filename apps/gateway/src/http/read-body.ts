import type { IncomingMessage } from 'node:http';
import { JukiError } from '@juki/errors';

/** Reads a request body whole, up to a limit in bytes. Throws `OPERATION_TOO_LARGE`. */
export async function readBody(message: IncomingMessage, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > limit) throw new JukiError('OPERATION_TOO_LARGE', `The request body exceeds ${limit} bytes.`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}
