import { createHash } from 'node:crypto';

/** The public half of one version of a signing key. */
export interface PublicKey {
  readonly keyId: string;
  /** Raw Ed25519 public key, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** RFC 7517 with RFC 8037; `kid` is the `keyId`. */
  readonly jwk: Ed25519Jwk;
}

/** An Ed25519 public key as JSON (RFC 8037). */
export interface Ed25519Jwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly alg: 'EdDSA';
  readonly use: 'sig';
  readonly kid: string;
  readonly x: string;
}

export function publicKeyOf({ keyId, publicKey }: { keyId: string; publicKey: Uint8Array }): PublicKey {
  const x = Buffer.from(publicKey).toString('base64url');
  return { keyId, publicKey, jwk: { kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', kid: keyId, x } };
}

/**
 * A verifier key in the text form of signed notes (C2SP signed-note): `<name>+<key hash>+<base64(type ‖ key)>`. `name`
 * is the log's origin, under which its checkpoints are signed.
 */
export function verifierKey(name: string, publicKey: Uint8Array): string {
  const typed = Buffer.concat([Buffer.from([1]), publicKey]);
  const hash = createHash('sha256').update(`${name}\n`).update(typed).digest('hex').slice(0, 8);
  return `${name}+${hash}+${typed.toString('base64')}`;
}
