import { decodeBase64, encodeBase64 } from '../base64.ts';
import { concatBytes, equalBytes, utf8 } from '../bytes.ts';
import type { Sha256, VerifySignature } from '../hashing.ts';
import { isKeyName, noteKeyId, type VerifierKey } from './verifier-key.ts';

/** What signs notes: a key with its name. `sign` is plain Ed25519 (RFC 8032). */
export interface NoteSigner extends VerifierKey {
  sign(data: Uint8Array): Uint8Array;
}

/** A note whose text may be believed: at least one known key signed it. */
export interface TrustedNote {
  readonly kind: 'trusted';
  readonly text: string;
  readonly signedBy: readonly VerifierKey[];
}

/** A note of which nothing may be believed, with the reason. */
export interface RefusedNote {
  readonly kind: 'refused';
  readonly reason: 'malformed' | 'no-known-key' | 'bad-signature';
}

/** One line below a note: whose key says it signed, and what it says. */
export interface SignatureLine {
  readonly name: string;
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
}

/** Verifiers must accept at least 16 signatures (C2SP signed-note); a bound keeps a hostile note from costing much. */
const mostSignatures = 64;

/** Signs a text (C2SP signed-note). The text ends with a newline and has no other control character. */
export function signNote(sha256: Sha256, text: string, signer: NoteSigner): string {
  if (!isNoteText(text) || !isKeyName(signer.name)) throw new RangeError('not a text that a note can carry');
  const signature = concatBytes(noteKeyId(sha256, signer), signer.sign(utf8(text)));
  return `${text}\n— ${signer.name} ${encodeBase64(signature)}\n`;
}

/**
 * Opens a note: verifies each signature of a known key and ignores those of unknown ones. One bad signature of a known
 * key refuses the whole note (C2SP signed-note).
 */
export function openNote(
  { sha256, verifySignature }: { readonly sha256: Sha256; readonly verifySignature: VerifySignature },
  note: string,
  keys: readonly VerifierKey[],
): TrustedNote | RefusedNote {
  const parts = splitNote(note);
  if (parts === null) return { kind: 'refused', reason: 'malformed' };
  const text = utf8(parts.text);
  const known = keys.map((key) => ({ key, id: noteKeyId(sha256, key) }));
  const signedBy: VerifierKey[] = [];
  for (const line of parts.signatures) {
    const match = known.find(({ key, id }) => key.name === line.name && equalBytes(id, line.keyId));
    if (match === undefined) continue;
    if (line.signature.length !== 64 || !verifySignature(match.key.publicKey, text, line.signature)) {
      return { kind: 'refused', reason: 'bad-signature' };
    }
    signedBy.push(match.key);
  }
  if (signedBy.length === 0) return { kind: 'refused', reason: 'no-known-key' };
  return { kind: 'trusted', text: parts.text, signedBy };
}

/** Takes a note apart without believing anything of it; `null` where it is none. */
export function splitNote(note: string): { text: string; signatures: readonly SignatureLine[] } | null {
  const gap = note.lastIndexOf('\n\n');
  const text = note.slice(0, gap + 1);
  const tail = note.slice(gap + 2);
  if (gap < 0 || !isNoteText(text) || !tail.endsWith('\n')) return null;
  const lines = tail.slice(0, -1).split('\n');
  if (lines.length > mostSignatures) return null;
  const signatures = lines.map(readSignature);
  return signatures.every((line) => line !== null) ? { text, signatures } : null;
}

/** Reads a line `— name base64(key id ‖ signature)`, without its newline; `null` where it is none. */
export function readSignature(line: string): SignatureLine | null {
  const [, name = '', encoded = ''] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
  const bytes = decodeBase64(encoded);
  if (!isKeyName(name) || bytes === null || bytes.length < 5) return null;
  return { name, keyId: bytes.slice(0, 4), signature: bytes.slice(4) };
}

function isNoteText(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x20 && code !== 0x0a) return false;
  }
  return text.endsWith('\n') && !/\p{Surrogate}/u.test(text);
}
