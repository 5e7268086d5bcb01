import type { Sha256, VerifySignature } from '../../hashing.ts';
import { cosignedAt } from '../../note/cosignature.ts';
import { readSignature, splitNote } from '../../note/signed-note.ts';
import type { VerifierKey } from '../../note/verifier-key.ts';
import { formatAddCheckpoint } from '../../witness/add-checkpoint.ts';

/** A witness to be asked: where, and by which key its word is believed. */
export interface KnownWitness {
  readonly key: VerifierKey;
  /** Submission prefix: requests go to `<url>/add-checkpoint`. */
  readonly url: string;
}

/** What a witness answered. */
export type WitnessReply =
  | { readonly kind: 'cosigned'; readonly line: string }
  /** It saw the log up to another size than the one that was sent. */
  | { readonly kind: 'elsewhere'; readonly size: number }
  | { readonly kind: 'refused'; readonly status: number }
  /** What it gave is not its cosignature of this checkpoint. */
  | { readonly kind: 'lied' };

/** What a witness is asked. */
export interface WitnessQuestion {
  readonly note: string;
  readonly oldSize: number;
  readonly proof: readonly Uint8Array[];
}

const timeoutMs = 3_000;
const longestAnswer = 4_096;

/** Asks one witness for its cosignature. Rejects where it does not answer in time. */
export async function askWitness(
  crypto: { readonly sha256: Sha256; readonly verifySignature: VerifySignature },
  witness: KnownWitness,
  question: WitnessQuestion,
): Promise<WitnessReply> {
  const response = await fetch(`${witness.url}/add-checkpoint`, {
    method: 'POST',
    body: formatAddCheckpoint(question),
    signal: AbortSignal.timeout(timeoutMs),
    redirect: 'error',
  });
  const answer = (await response.text()).slice(0, longestAnswer);
  if (response.status === 409 && /^(0|[1-9]\d*)\n$/.test(answer)) return { kind: 'elsewhere', size: Number(answer) };
  if (response.status !== 200) return { kind: 'refused', status: response.status };
  const text = splitNote(question.note)?.text ?? '';
  const line = answer.split('\n').find((candidate) => {
    const signature = readSignature(candidate);
    return signature !== null && cosignedAt(crypto, text, signature, witness.key) !== null;
  });
  return line === undefined ? { kind: 'lied' } : { kind: 'cosigned', line: `${line}\n` };
}
