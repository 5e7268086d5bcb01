import { equalBytes, utf8 } from '../bytes.ts';
import type { Sha256, VerifySignature } from '../hashing.ts';
import { type Checkpoint, parseCheckpoint } from '../note/checkpoint.ts';
import { cosign } from '../note/cosignature.ts';
import { type NoteSigner, openNote, splitNote } from '../note/signed-note.ts';
import type { VerifierKey } from '../note/verifier-key.ts';
import { isConsistent } from '../tree/consistency-proof.ts';
import { emptyRoot } from '../tree/hash-node.ts';
import { parseAddCheckpoint } from './add-checkpoint.ts';

/** What a witness remembers of a log: the largest checkpoint that it cosigned. */
export type SeenHead = Pick<Checkpoint, 'size' | 'root'>;

/** Where a witness keeps what it saw. Lose it and the witness must be retired: its word would no longer mean anything. */
export interface WitnessStore {
  /**
   * Gives what was last seen of a log to `decide` and makes what that returns durable, before it resolves, with nothing
   * in between: of two requests at once, the second sees what the first left. `null` from `decide` leaves all as it is.
   */
  advance(origin: string, decide: (seen: SeenHead | null) => SeenHead | null): Promise<void>;
}

/** What a witness is made of. */
export interface WitnessOptions {
  /** Keys of the logs that it watches, each named after its log's origin; a log whose key was rotated has several. */
  readonly logs: readonly VerifierKey[];
  readonly signer: NoteSigner;
  readonly store: WitnessStore;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly sha256: Sha256;
  readonly verifySignature: VerifySignature;
  /** Told of a checkpoint with a log's own signature that contradicts what was seen: evidence of a rewritten log. */
  readonly onContradiction?: (evidence: {
    readonly origin: string;
    readonly note: string;
    readonly seen: SeenHead;
  }) => void;
}

/** Answer of a witness, for any HTTP server to send. */
export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly contentType: string;
  readonly body: Uint8Array;
}

/** Cosigns the checkpoints of logs that others keep. */
export interface Witness {
  /** Answers the body of a `POST …/add-checkpoint`. */
  addCheckpoint(body: string): Promise<WitnessAnswer>;
}

/**
 * A witness (立会人) by C2SP tlog-witness: it cosigns a checkpoint only if the log signed it and it contains all that the
 * witness saw of that log before. Two histories of one log can never both carry its cosignature.
 */
export function createWitness(options: WitnessOptions): Witness {
  const { logs, signer, store, clock, sha256 } = options;

  return {
    async addCheckpoint(body) {
      const asked = parseAddCheckpoint(body);
      const parts = asked && splitNote(asked.note);
      const claimed = parts && parseCheckpoint(parts.text);
      if (asked === null || claimed === null) return refused(400, 'not an add-checkpoint request');
      const keys = logs.filter((key) => key.name === claimed.origin);
      if (keys.length === 0) return refused(404, 'this witness does not watch that log');
      const opened = openNote(options, asked.note, keys);
      if (opened.kind === 'refused') return refused(403, 'no key of that log signed the checkpoint');
      if (asked.oldSize > claimed.size) return refused(400, 'the old size is larger than the checkpoint');

      let answer = refused(422, 'the proof does not lead from what was seen to the checkpoint');
      await store.advance(claimed.origin, (known) => {
        const seen = known ?? { size: 0, root: emptyRoot(sha256) };
        if (asked.oldSize !== seen.size) {
          answer = conflict(seen.size);
          return null;
        }
        const contradicts = claimed.size === seen.size && !equalBytes(claimed.root, seen.root);
        if (contradicts || !isConsistent(sha256, { older: seen, newer: claimed, proof: asked.proof })) {
          if (contradicts) {
            answer = conflict(seen.size);
            options.onContradiction?.({ origin: claimed.origin, note: asked.note, seen });
          }
          return null;
        }
        answer = text(200, cosign(sha256, opened.text, signer, Math.floor(clock() / 1000)));
        return { size: claimed.size, root: claimed.root };
      });
      return answer;
    },
  };
}

function refused(status: 400 | 403 | 404 | 422, why: string): WitnessAnswer {
  return text(status, `${why}\n`);
}

function conflict(size: number): WitnessAnswer {
  return { status: 409, contentType: 'text/x.tlog.size', body: utf8(`${size}\n`) };
}

function text(status: WitnessAnswer['status'], content: string): WitnessAnswer {
  return { status, contentType: 'text/plain; charset=utf-8', body: utf8(content) };
}
