import { JukiError } from '@juki/errors';
import type { FourItems, SearchKeyInput } from '../registry/search-key.ts';

/** What an inquiry carries. */
export interface SealedKey {
  readonly key: SearchKeyInput;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** Whether it is one row of a file (一括提供): the agency's record says so too. */
  readonly batch: boolean;
}

/** Reads what the prefectural tier sealed. It is authentic, so whatever does not fit is a fault of another build. */
export function parseSealedKey(text: string): SealedKey {
  const { key, expiresAt, batch } = fieldsOf(JSON.parse(text));
  if (typeof expiresAt !== 'number') throw unknown();
  const { individualNumber, residentCode, fourItems } = fieldsOf(key);
  return {
    expiresAt,
    batch: batch === true,
    key: {
      individualNumber: textOrNull(individualNumber),
      residentCode: textOrNull(residentCode),
      fourItems: fourItems === undefined || fourItems === null ? null : parseFourItems(fourItems),
    },
  };
}

function parseFourItems(value: unknown): FourItems {
  const { name, birthDate, sex, address } = fieldsOf(value);
  if (typeof name !== 'string' || typeof birthDate !== 'string' || typeof address !== 'string') throw unknown();
  if (sex !== 'MALE' && sex !== 'FEMALE') throw unknown();
  return { name, birthDate, sex, address };
}

function textOrNull(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') throw unknown();
  return value;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function unknown(): JukiError {
  return new JukiError('INTERNAL', 'A sealed inquiry has another form than this build makes.');
}
