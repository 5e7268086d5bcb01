export type { Cipher, KeyProvider, Mac, Signer } from './key-provider.ts';
