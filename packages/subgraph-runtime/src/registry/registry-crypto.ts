import { nameKey } from '@juki/identifiers';
import type { KeyProvider } from '@juki/keys';

/** Bytes as Prisma takes and gives them. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** A column that is encrypted at rest. */
export type SealedColumn =
  | 'individual_number'
  | 'resident_code'
  | 'previous_individual_number'
  | 'previous_resident_code'
  | 'basic_pension_number'
  | 'card_management_code'
  | 'move_notice'
  | 'move_filing';

/** What a row of the locator is found by; `ref` needs no hash, it is a pseudonym already. */
export type LocatorKind = 'individual_number' | 'resident_code' | 'name' | 'certificate' | 'ref';

/**
 * How one tier keeps 個人番号 and 住民票コード: sealed (AES-256-GCM, key `registry/<tier>/seal`) and found through keyed blind
 * indexes (HMAC-SHA-256, key `registry/<tier>/index`). Subgraph and loader share it, so they cannot drift apart.
 */
export interface RegistryCrypto {
  /** A ciphertext is bound to tier, column and person: moved to another row it does not open. */
  seal(column: SealedColumn, ref: Uint8Array, plaintext: string): Bytes;
  open(column: SealedColumn, ref: Uint8Array, sealed: Uint8Array): string;
  /** Key of the locator for a number, a code or a certificate. */
  locatorKey(kind: 'individual_number' | 'resident_code' | 'certificate', value: string): Bytes;
  /** Key of the locator for 氏名 (or 通称, or 旧氏 with the given name) with 生年月日 (`YYYY-MM-DD`): a name alone would be too common to be a key. */
  nameLocatorKey(name: string, birthDate: string): Bytes;
}

/** Makes the helpers of one tier from its keys. */
export function createRegistryCrypto(keys: KeyProvider, tier: string): RegistryCrypto {
  const cipher = keys.cipher(`registry/${tier}/seal`);
  const index = keys.mac(`registry/${tier}/index`);
  const context = (column: SealedColumn, ref: Uint8Array) => `${tier}:${column}:${Buffer.from(ref).toString('hex')}`;
  const digest = (kind: LocatorKind, value: string) => Uint8Array.from(index.digest(`${kind}\n${value}`));
  return {
    seal: (column, ref, plaintext) => Uint8Array.from(cipher.seal(plaintext, context(column, ref))),
    open: (column, ref, sealed) => cipher.open(sealed, context(column, ref)),
    locatorKey: digest,
    nameLocatorKey: (name, birthDate) => digest('name', `${nameKey(name)}|${birthDate}`),
  };
}

/**
 * A person's `ref`: 16 bytes of a keyed hash of the 住民票コード that the person had first (key `network/ref`). It stays when
 * the code changes, since the notification carries the old one.
 */
export function personRef(keys: KeyProvider, firstResidentCode: string): Bytes {
  return Uint8Array.from(keys.mac('network/ref').digest(firstResidentCode).subarray(0, 16));
}
