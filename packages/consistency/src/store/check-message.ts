import { JukiError } from '@juki/errors';

/** Holds a message to what one may carry. Errors: `OPERATION_TOO_LARGE`. */
export function checkMessage(count: number, limit: number, what: string): void {
  if (count <= limit) return;
  throw new JukiError('OPERATION_TOO_LARGE', `A message of the check carries ${limit} ${what} at most. Send several.`);
}
