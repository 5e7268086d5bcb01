import { decodeBase64, encodeBase64 } from '../base64.ts';
import { concatBytes, utf8 } from '../bytes.ts';
import type { Sha256 } from '../hashing.ts';

/** Signature types of notes: plain Ed25519 (C2SP signed-note), and with a time before it (C2SP tlog-cosignature). */
export const signatureTypes = { note: 0x01, cosignature: 0x04 } as const;

/** What a key signs: notes as their author, or checkpoints as a witness. Other types are ignored as unknown keys are. */
export type SignatureType = keyof typeof signatureTypes;

/** A key that may sign: its name (the log's origin, the witness's name) and its raw Ed25519 public key. */
export interface VerifierKey {
  readonly name: string;
  readonly publicKey: Uint8Array;
}

/** Whether a text may name a key: not empty, no white space, no plus sign (C2SP signed-note). */
export function isKeyName(name: string): boolean {
  return name !== '' && !/[\s+\p{Cc}]/u.test(name);
}

/** Key id, `SHA-256(name ‖ 0x0A ‖ type ‖ public key)[:4]`: an identifier, not a proof of anything. */
export function noteKeyId(sha256: Sha256, key: VerifierKey, type: SignatureType = 'note'): Uint8Array {
  const preimage = concatBytes(utf8(`${key.name}\n`), Uint8Array.of(signatureTypes[type]), key.publicKey);
  return sha256(preimage).slice(0, 4);
}

/** Verifier key as text, `name+hex(key id)+base64(type ‖ public key)`: what a verifier is configured with. */
export function encodeVerifierKey(sha256: Sha256, key: VerifierKey, type: SignatureType = 'note'): string {
  const material = encodeBase64(concatBytes(Uint8Array.of(signatureTypes[type]), key.publicKey));
  return `${key.name}+${hex(noteKeyId(sha256, key, type))}+${material}`;
}

/** Reads a verifier key; `null` where it is malformed, of another signature type, or its id is not that of its key. */
export function parseVerifierKey(sha256: Sha256, text: string, type: SignatureType = 'note'): VerifierKey | null {
  const [, name, id, material] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? [];
  const bytes = decodeBase64(material ?? '');
  if (name === undefined || !isKeyName(name) || bytes?.length !== 33 || bytes[0] !== signatureTypes[type]) return null;
  const key = { name, publicKey: bytes.slice(1) };
  return hex(noteKeyId(sha256, key, type)) === id ? key : null;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
