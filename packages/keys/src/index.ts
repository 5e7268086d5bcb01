export { createFileKeyProvider, type FileKeyOptions } from './file/create-file-key-provider.ts';
export type { Cipher, KeyProvider, Mac, Signer } from './key-provider.ts';
export { type Ed25519Jwk, type PublicKey, verifierKey } from './public-key.ts';
export type { RotatingKeyProvider } from './rotating-key-provider.ts';
