import { searchNames } from '@juki/identifiers';
import type { RegistryCrypto } from '@juki/subgraph-runtime';

/** The columns of a row from which its search keys follow. */
export interface KeyedRow {
  readonly municipality_code: string;
  readonly record_id: string;
  readonly ref: Buffer;
  readonly name: string;
  readonly former_surname: string | null;
  readonly alias: string | null;
  /** `YYYY-MM-DD`. */
  readonly birth_date: string;
  readonly individual_number_sealed: Buffer;
  readonly resident_code_sealed: Buffer;
}

/** A key under which the locator finds a person. */
export interface SearchKey {
  readonly kind: 'individual_number' | 'resident_code' | 'name';
  readonly key: Uint8Array;
}

/** The SQL of {@link KeyedRow} over a row `r`. */
export const keyedColumns = `r.municipality_code, r.record_id, r.ref, r.name, r.former_surname, r.alias,
  to_char(r.birth_date, 'YYYY-MM-DD') AS birth_date, r.individual_number_sealed, r.resident_code_sealed`;

/** The search keys of a row, as its writer made them (`sealRecord`). */
export function searchKeys(row: KeyedRow, crypto: RegistryCrypto): readonly SearchKey[] {
  const { ref, name, former_surname: formerSurname, alias, birth_date: birthDate } = row;
  const number = crypto.open('individual_number', ref, row.individual_number_sealed);
  const code = crypto.open('resident_code', ref, row.resident_code_sealed);
  return [
    { kind: 'individual_number', key: crypto.locatorKey('individual_number', number) },
    { kind: 'resident_code', key: crypto.locatorKey('resident_code', code) },
    ...searchNames({ name, formerSurname, alias }).map(
      (each) => ({ kind: 'name', key: crypto.nameLocatorKey(each, birthDate) }) as const,
    ),
  ];
}

/** A name for a key, for sets. */
export function keyText({ kind, key }: SearchKey): string {
  return `${kind} ${Buffer.from(key).toString('base64')}`;
}
