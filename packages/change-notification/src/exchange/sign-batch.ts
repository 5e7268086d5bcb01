import type { Batch } from './batch.ts';

/** What signs a batch: Ed25519 (RFC 8032), the key of the sending body. */
export interface BatchSigner {
  readonly keyId: string;
  sign(data: Uint8Array): Uint8Array;
}

/** A public key of a sender. */
export interface BatchKey {
  readonly keyId: string;
  verify(data: Uint8Array, signature: Uint8Array): boolean;
}

/** The bytes that are signed: canonical JSON (RFC 8785) of the head. `chain` stands for every notification. */
export function signedHead(batch: Omit<Batch, 'notifications' | 'signature'>, count: number): Uint8Array {
  const { chain, first, format, keyId, previous, receiver, sender } = batch;
  return new TextEncoder().encode(JSON.stringify({ chain, count, first, format, keyId, previous, receiver, sender }));
}
