import type { KeyProvider } from '@juki/keys';

/** Keyed hashes under which persons and search keys stand in a body's log. Two bodies' logs do not join. */
export interface Pseudonyms {
  ofSubject(body: string, ref: string): string;
  ofArgument(body: string, argument: string): string;
}

/**
 * Pseudonyms (仮名) by HMAC under the key `pseudonym/<body>`, different for each body as the 機関別符号 is. A subject is
 * hashed as the sixteen bytes of its `ref`, an argument as a text with a prefix, so neither can pass for the other.
 */
export function createPseudonyms(keys: KeyProvider): Pseudonyms {
  const digest = (body: string, data: Uint8Array | string) =>
    Buffer.from(keys.mac(`pseudonym/${body}`).digest(data)).toString('base64url');
  return {
    ofSubject: (body, ref) => digest(body, Buffer.from(ref, 'base64url')),
    ofArgument: (body, argument) => digest(body, `search argument: ${argument}`),
  };
}
