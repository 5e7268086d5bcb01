import { decodeBase64, encodeBase64 } from '../base64.ts';

/** What a log asks of a witness (C2SP tlog-witness, `add-checkpoint`). */
export interface AddCheckpoint {
  /** Size up to which the witness saw the log before. */
  readonly oldSize: number;
  /** That the checkpoint contains the tree of that size (RFC 6962 §2.1.2). */
  readonly proof: readonly Uint8Array[];
  /** The checkpoint, a signed note. */
  readonly note: string;
}

/** The most that a tree of 2^63 leaves needs. */
const mostHashes = 63;

/** Body of the request. */
export function formatAddCheckpoint({ oldSize, proof, note }: AddCheckpoint): string {
  return [`old ${oldSize}`, ...proof.map(encodeBase64), '', note].join('\n');
}

/** Reads the body of a request; `null` where it is malformed. */
export function parseAddCheckpoint(text: string): AddCheckpoint | null {
  const gap = text.indexOf('\n\n');
  const [first = '', ...lines] = text.slice(0, Math.max(gap, 0)).split('\n');
  const [, digits] = /^old (0|[1-9]\d*)$/.exec(first) ?? [];
  const oldSize = Number(digits);
  if (gap < 0 || digits === undefined || !Number.isSafeInteger(oldSize) || lines.length > mostHashes) return null;
  const proof = lines.map(decodeBase64);
  return proof.every((hash) => hash?.length === 32)
    ? { oldSize, proof: proof.filter((hash) => hash !== null), note: text.slice(gap + 2) }
    : null;
}
