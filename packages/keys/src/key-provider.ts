/** An Ed25519 key pair whose private half never leaves the provider. */
export interface Signer {
  /** Stable id of the key version, safe to publish. */
  readonly keyId: string;
  /** Raw Ed25519 public key, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** 64-byte Ed25519 signature (RFC 8032). */
  sign(data: Uint8Array): Uint8Array;
}

/** Keyed hash, HMAC-SHA-256 (RFC 2104): 32 bytes. Blind indexes and pseudonyms. */
export interface Mac {
  readonly keyId: string;
  digest(data: Uint8Array | string): Uint8Array;
}

/** Authenticated encryption, AES-256-GCM with a random 96-bit nonce; `context` is bound but not stored. */
export interface Cipher {
  /** version byte ‖ key number ‖ nonce ‖ ciphertext ‖ tag. */
  seal(plaintext: string, context: string): Uint8Array;
  /** Throws `KEY_UNKNOWN` where key, context or ciphertext do not fit. */
  open(sealed: Uint8Array, context: string): string;
}

/**
 * Where keys live. Names are paths: `grant`, `log/270008`, `pseudonym/270008`, `network/ref`,
 * `registry/municipal/seal`, `registry/municipal/index`. The default keeps them in files; in service, PKCS#11.
 * All methods throw `KEY_UNKNOWN` for a name that the provider does not hold.
 */
export interface KeyProvider {
  signer(name: string): Signer;
  mac(name: string): Mac;
  cipher(name: string): Cipher;
}
