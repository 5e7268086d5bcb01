import { type ComparedRecord, canonicalBytes } from './compared-record.ts';

/** Keyed hash with the key `network/consistency`, which both sides of a check hold: HMAC-SHA-256. */
export type KeyedHash = (data: Uint8Array) => Uint8Array;

/** How a person stands in the tree of a municipality. */
export interface PersonHashes {
  /** Where: 16 bytes, evenly spread, other in every municipality, not to be guessed without the key. */
  positionOf(municipality: string, ref: Uint8Array): Uint8Array;
  /** What: 32 bytes over position and record. */
  digestOf(municipality: string, position: Uint8Array, record: ComparedRecord): Uint8Array;
}

/** Length of a position. */
export const positionLength = 16;

/**
 * Makes the two hashes from the network's key. The position is not the `ref`: what travels in a check cannot be joined with
 * anything else, and the same person has unrelated positions in two municipalities. Both messages begin with a word and
 * the municipality (six digits), so that no message of one kind is ever one of the other.
 */
export function createPersonHashes(hash: KeyedHash): PersonHashes {
  const encoder = new TextEncoder();
  const message = (word: string, municipality: string, ...parts: readonly Uint8Array[]) =>
    concatenated([encoder.encode(`${word}\n${municipality}\n`), ...parts]);
  return {
    positionOf: (municipality, ref) => hash(message('position', municipality, ref)).slice(0, positionLength),
    digestOf: (municipality, position, record) =>
      hash(message('record', municipality, position, canonicalBytes(record))),
  };
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
