/** SHA-256 (FIPS 180-4). Comes in as an argument, so that the verifier runs in browsers and under any library. */
export type Sha256 = (data: Uint8Array) => Uint8Array;

/** Ed25519 verification (RFC 8032) with a raw public key of 32 bytes. */
export type VerifySignature = (publicKey: Uint8Array, data: Uint8Array, signature: Uint8Array) => boolean;
