/** Authenticated encryption with the key `network/consistency-subject`; `Cipher` of `@juki/keys` fits. */
export interface SubjectCipher {
  seal(plaintext: string, context: string): Uint8Array;
  open(sealed: Uint8Array, context: string): string;
}

/**
 * How the upper side names to the lower one a person whom that does not know: by the sealed `ref`, bound to municipality and
 * position, so that it means nothing to whom it passes and nothing elsewhere.
 */
export function createSubjectSeal(cipher: SubjectCipher) {
  const context = (municipality: string, position: string) => `consistency ${municipality} ${position}`;
  return {
    sealSubject: (ref: Uint8Array, municipality: string, position: string): string =>
      Buffer.from(cipher.seal(Buffer.from(ref).toString('hex'), context(municipality, position))).toString('base64url'),
    openSubject: (subject: string, municipality: string, position: string): Uint8Array =>
      Buffer.from(cipher.open(Buffer.from(subject, 'base64url'), context(municipality, position)), 'hex'),
  };
}
