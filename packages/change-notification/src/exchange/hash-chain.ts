import type { Sha256 } from './hash-notification.ts';

/** The chain before the first notification that a sender ever sends to a receiver. */
export function firstLink(sender: string, receiver: string, sha256: Sha256): Uint8Array {
  return sha256(`juki-change-chain-1\n${sender}\n${receiver}\n`);
}

/** The chain after one more notification: the whole past of a sequence in 32 bytes. */
export function nextLink(previous: Uint8Array, hash: Uint8Array, sha256: Sha256): Uint8Array {
  const both = new Uint8Array(previous.length + hash.length);
  both.set(previous);
  both.set(hash, previous.length);
  return sha256(both);
}
