import { decodeBase64, encodeBase64 } from '../base64.ts';

/** Head of a log at one size (C2SP tlog-checkpoint). Signed as the text of a note whose key bears the origin's name. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** Text of a checkpoint: origin, size, root in base64; no extension lines, which monitors could not audit. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${encodeBase64(root)}\n`;
}

/** Reads the text of a checkpoint; extension lines are allowed and ignored. `null` where it is not one. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.some((line) => line === '')) return null;
  const [origin, digits = '', encodedRoot = ''] = lines;
  const size = Number(digits);
  const root = decodeBase64(encodedRoot);
  if (origin === undefined || !/^(0|[1-9]\d*)$/.test(digits) || !Number.isSafeInteger(size)) return null;
  return root?.length === 32 ? { origin, size, root } : null;
}

/** Origin of a body's log under a host name: the address of its files without the scheme (C2SP tlog-tiles). */
export function logOrigin(host: string, body: string): string {
  return `${host}/log/${body}`;
}
