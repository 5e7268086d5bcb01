import { JukiError } from '@juki/errors';
import { positionLength } from '../person-hashes.ts';

/** A digest or position as it travels: base64url of its first 16 bytes. 128 bits decide, see DESIGN. */
export function digestText(bytes: Buffer): string {
  return bytes.toString('base64url', 0, positionLength);
}

/** Reads a position that came from outside. Errors: `OPERATION_INVALID`. */
export function parsePosition(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length === positionLength && digestText(bytes) === text) return bytes;
  throw new JukiError('OPERATION_INVALID', 'Not a position of the check: base64url of 16 bytes.');
}
