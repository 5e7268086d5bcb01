import { JukiError } from '@juki/errors';
import type { KeyProvider } from '@juki/keys';

/** Keyed hashes under which persons and search keys stand in a body's log. Two bodies' logs do not join. */
export interface Pseudonyms {
  ofSubject(body: string, ref: string): string;
  ofArgument(body: string, argument: string): string;
}

/**
 * Pseudonyms (仮名) by HMAC under the key `pseudonym/<body>`, different for each body as the 機関別符号 is. A subject is
 * hashed as the sixteen bytes of its `ref`, an argument as a text with a prefix, so neither can pass for the other. A body
 * that the process does not host has no key here: its rows cannot be recorded, and so not answered.
 */
export function createPseudonyms(keys: KeyProvider, bodies: readonly string[]): Pseudonyms {
  const macs = new Map(bodies.map((body) => [body, keys.mac(`pseudonym/${body}`)]));
  const digest = (body: string, data: Uint8Array | string) => {
    const mac = macs.get(body);
    if (!mac) throw new JukiError('INTERNAL', `A row belongs to a body that this process does not host: ${body}.`);
    return Buffer.from(mac.digest(data)).toString('base64url');
  };
  return {
    ofSubject: (body, ref) => digest(body, Buffer.from(ref, 'base64url')),
    ofArgument: (body, argument) => digest(body, `search argument: ${argument}`),
  };
}
