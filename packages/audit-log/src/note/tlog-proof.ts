import { decodeBase64, encodeBase64 } from '../base64.ts';
import type { Sha256, VerifySignature } from '../hashing.ts';
import { hashLeaf } from '../tree/hash-node.ts';
import { includes } from '../tree/inclusion-proof.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { openNote } from './signed-note.ts';
import type { VerifierKey } from './verifier-key.ts';

const header = 'c2sp.org/tlog-proof@v1';

/** Offline proof that an entry stands in a log (C2SP tlog-proof). `checkpoint` is the whole signed note. */
export interface TlogProof {
  readonly index: number;
  readonly proof: readonly Uint8Array[];
  readonly checkpoint: string;
}

/** A proof as it is kept in a file `*.tlog-proof`. */
export function formatProof({ index, proof, checkpoint }: TlogProof): string {
  return [header, `index ${index}`, ...proof.map(encodeBase64), '', checkpoint].join('\n');
}

/** Reads a proof file; the line `extra`, which nothing authenticates, is passed over. `null` where it is malformed. */
export function parseProof(text: string): TlogProof | null {
  const gap = text.indexOf('\n\n');
  if (gap < 0) return null;
  const [first, ...lines] = text.slice(0, gap).split('\n');
  if (lines[0]?.startsWith('extra ')) lines.shift();
  const [, digits] = /^index (0|[1-9]\d*)$/.exec(lines.shift() ?? '') ?? [];
  const proof = lines.map(decodeBase64);
  const index = Number(digits);
  if (first !== header || digits === undefined || !Number.isSafeInteger(index)) return null;
  return proof.every((hash) => hash !== null) ? { index, proof, checkpoint: text.slice(gap + 2) } : null;
}

/** What {@link verifyProof} found. */
export type ProofVerdict =
  | { readonly kind: 'included'; readonly index: number; readonly checkpoint: Checkpoint }
  | {
      readonly kind: 'refused';
      readonly reason:
        | 'malformed'
        | 'no-known-key'
        | 'bad-signature'
        | 'not-a-checkpoint'
        | 'other-log'
        | 'not-included';
    };

/** Verifies that the entry stands in the log of `origin`: signature, origin, inclusion. */
export function verifyProof(
  { sha256, verifySignature }: { readonly sha256: Sha256; readonly verifySignature: VerifySignature },
  {
    text,
    entry,
    origin,
    keys,
  }: {
    readonly text: string;
    readonly entry: Uint8Array;
    readonly origin: string;
    readonly keys: readonly VerifierKey[];
  },
): ProofVerdict {
  const parsed = parseProof(text);
  if (parsed === null) return { kind: 'refused', reason: 'malformed' };
  const note = openNote({ sha256, verifySignature }, parsed.checkpoint, keys);
  if (note.kind === 'refused') return note;
  const checkpoint = parseCheckpoint(note.text);
  if (checkpoint === null) return { kind: 'refused', reason: 'not-a-checkpoint' };
  if (checkpoint.origin !== origin) return { kind: 'refused', reason: 'other-log' };
  const { index, proof } = parsed;
  if (
    !includes(sha256, { leaf: hashLeaf(sha256, entry), index, proof, size: checkpoint.size, root: checkpoint.root })
  ) {
    return { kind: 'refused', reason: 'not-included' };
  }
  return { kind: 'included', index, checkpoint };
}
