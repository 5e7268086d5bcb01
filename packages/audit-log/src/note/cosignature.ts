import { encodeBase64 } from '../base64.ts';
import { concatBytes, equalBytes, utf8 } from '../bytes.ts';
import type { Sha256, VerifySignature } from '../hashing.ts';
import { type NoteSigner, type SignatureLine, splitNote } from './signed-note.ts';
import { noteKeyId, type VerifierKey } from './verifier-key.ts';

/** That a witness saw, at a time, a checkpoint as the largest of its log, and consistent with all it saw before. */
export interface Cosignature {
  readonly witness: VerifierKey;
  /** Seconds since 1970. */
  readonly time: number;
}

const timeLength = 8;
const signatureLength = 64;

/** Cosigns the text of a checkpoint (C2SP tlog-cosignature, Ed25519, `cosignature/v1`). Returns the line, newline included. */
export function cosign(sha256: Sha256, text: string, witness: NoteSigner, seconds: number): string {
  const signature = witness.sign(cosignedMessage(text, seconds));
  const blob = concatBytes(noteKeyId(sha256, witness, 'cosignature'), bigEndian(seconds), signature);
  return `— ${witness.name} ${encodeBase64(blob)}\n`;
}

/**
 * The cosignatures below a note that known witnesses made, one for each witness, the newest. Lines of others, and lines
 * that do not verify, count for nothing: a witness is trusted beforehand or not at all.
 */
export function cosignaturesOf(
  crypto: { readonly sha256: Sha256; readonly verifySignature: VerifySignature },
  note: string,
  witnesses: readonly VerifierKey[],
): readonly Cosignature[] {
  const parts = splitNote(note);
  if (parts === null) return [];
  return witnesses.flatMap((witness) => {
    const times = parts.signatures.flatMap((line) => cosignedAt(crypto, parts.text, line, witness) ?? []);
    return times.length === 0 ? [] : [{ witness, time: Math.max(...times) }];
  });
}

/** When the witness cosigned the text by this line; `null` where the line is not its cosignature of this text. */
export function cosignedAt(
  { sha256, verifySignature }: { readonly sha256: Sha256; readonly verifySignature: VerifySignature },
  text: string,
  { name, keyId, signature }: SignatureLine,
  witness: VerifierKey,
): number | null {
  if (name !== witness.name || !equalBytes(keyId, noteKeyId(sha256, witness, 'cosignature'))) return null;
  if (signature.length !== timeLength + signatureLength) return null;
  const time = Number(new DataView(signature.buffer, signature.byteOffset, timeLength).getBigUint64(0));
  if (!Number.isSafeInteger(time)) return null;
  const message = cosignedMessage(text, time);
  return verifySignature(witness.publicKey, message, signature.slice(timeLength)) ? time : null;
}

function cosignedMessage(text: string, seconds: number): Uint8Array {
  return utf8(`cosignature/v1\ntime ${seconds}\n${text}`);
}

function bigEndian(seconds: number): Uint8Array {
  const bytes = new Uint8Array(timeLength);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(seconds));
  return bytes;
}
