import type { IncomingMessage } from 'node:http';
import { JukiError } from '@juki/errors';

/**
 * Reads a request body whole, up to a limit in bytes. Errors: `OPERATION_TOO_LARGE`; `OPERATION_INVALID` where it broke
 * off. The message is not destroyed, so that the refusal still reaches the caller; the rest of it flows into nothing.
 */
export function readBody(message: IncomingMessage, limit: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
        return;
      }
      message.off('data', take).resume();
      reject(new JukiError('OPERATION_TOO_LARGE', `The request body exceeds ${limit} bytes.`));
    };
    message.on('data', take);
    message.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    const brokeOff = (cause?: unknown) => {
      reject(new JukiError('OPERATION_INVALID', 'The request broke off before it had come whole.', { cause }));
    };
    message.once('error', brokeOff);
    message.once('close', () => brokeOff());
  });
}
