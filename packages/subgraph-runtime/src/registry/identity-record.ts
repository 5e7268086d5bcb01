import type { ChangeKind, ChangeReason } from '@juki/identifiers';
import type { Sex, StoredRecord } from './identity-columns.ts';
import type { Bytes, RegistryCrypto } from './registry-crypto.ts';

/** 本人確認情報 as the graph shows it: the object behind the record types and their revisions. Absent: not asked for. */
export interface IdentityRecord {
  readonly ref: string;
  readonly municipalityCode: string;
  readonly supersededOn: string | null;
  readonly name: string | undefined;
  readonly nameKana: string | null | undefined;
  readonly formerSurname: string | null | undefined;
  readonly formerSurnameKana: string | null | undefined;
  readonly alias: string | null | undefined;
  readonly birthDate: string | undefined;
  readonly sex: Sex | undefined;
  readonly address: string | undefined;
  readonly individualNumber: string | null;
  readonly residentCode: string | null;
  readonly changeKind: ChangeKind | undefined;
  readonly changeReason: ChangeReason | undefined;
  readonly changeDate: string | undefined;
  readonly previousIndividualNumber: string | null;
  readonly previousResidentCode: string | null;
}

/** Opens a row. Only what was selected is there to be decrypted. */
export function openRecord(row: StoredRecord, crypto: RegistryCrypto): IdentityRecord {
  const open = (column: Parameters<RegistryCrypto['open']>[0], sealed: Uint8Array | null | undefined) =>
    sealed ? crypto.open(column, row.ref, sealed) : null;
  return {
    ref: refText(row.ref),
    municipalityCode: row.municipalityCode,
    supersededOn: row.supersededOn && day(row.supersededOn),
    name: row.name,
    nameKana: row.nameKana,
    formerSurname: row.formerSurname,
    formerSurnameKana: row.formerSurnameKana,
    alias: row.alias,
    birthDate: row.birthDate && day(row.birthDate),
    sex: row.sex,
    address: row.address,
    individualNumber: open('individual_number', row.individualNumberSealed),
    residentCode: open('resident_code', row.residentCodeSealed),
    changeKind: row.changeKind,
    changeReason: row.changeReason,
    changeDate: row.changeDate && day(row.changeDate),
    previousIndividualNumber: open('previous_individual_number', row.previousIndividualNumberSealed),
    previousResidentCode: open('previous_resident_code', row.previousResidentCodeSealed),
  };
}

/** A `ref` as it travels between gateway and subgraphs: base64url of its sixteen bytes. */
export function refText(ref: Uint8Array): string {
  return Buffer.from(ref).toString('base64url');
}

/** Reads a `ref`; `null` for anything else, which is then nobody's. */
export function parseRef(text: unknown): Bytes | null {
  if (typeof text !== 'string') return null;
  const bytes = Uint8Array.from(Buffer.from(text, 'base64url'));
  return bytes.length === 16 && refText(bytes) === text ? bytes : null;
}

/** A day of the database as the graph writes it. */
export function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
