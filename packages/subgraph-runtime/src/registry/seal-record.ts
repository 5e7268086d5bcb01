import { type ChangeKind, type ChangeReason, searchNames } from '@juki/identifiers';
import type { Sex } from './identity-columns.ts';
import type { Bytes, LocatorKind, RegistryCrypto } from './registry-crypto.ts';

/** 本人確認情報 in clear, as it arrives from a sender or a generator of synthetic people. Days are `YYYY-MM-DD`. */
export interface PlainRecord {
  readonly municipalityCode: string;
  /** UUID version 7. */
  readonly recordId: string;
  readonly ref: Bytes;
  /** 1 for the first row of a person in a municipality, then counting up. */
  readonly revision: number;
  readonly name: string;
  readonly nameKana: string | null;
  readonly formerSurname: string | null;
  readonly formerSurnameKana: string | null;
  readonly alias: string | null;
  readonly birthDate: string;
  readonly sex: Sex;
  readonly address: string;
  readonly individualNumber: string;
  readonly residentCode: string;
  readonly previousIndividualNumber: string | null;
  readonly previousResidentCode: string | null;
  readonly changeKind: ChangeKind;
  readonly changeReason: ChangeReason;
  readonly changeDate: string;
  readonly supersededOn: string | null;
  /** Serial number of the 利用者証明用電子証明書, if the person has one. */
  readonly certificate: string | null;
}

type Sealed<Column extends string> = {
  readonly [Name in Column as `${Name}Sealed`]: Bytes;
};

/** The row of `identity_record`: numbers sealed, days as the database takes them. */
export interface SealedRecord
  extends Omit<
      PlainRecord,
      | 'birthDate'
      | 'changeDate'
      | 'supersededOn'
      | 'individualNumber'
      | 'residentCode'
      | 'previousIndividualNumber'
      | 'previousResidentCode'
      | 'certificate'
    >,
    Sealed<'individualNumber' | 'residentCode'> {
  readonly birthDate: Date;
  readonly changeDate: Date;
  readonly supersededOn: Date | null;
  readonly previousIndividualNumberSealed: Bytes | null;
  readonly previousResidentCodeSealed: Bytes | null;
}

/** A row of `locator`. */
export interface LocatorRow {
  readonly kind: LocatorKind;
  readonly key: Bytes;
  readonly municipalityCode: string;
  readonly ref: Bytes;
}

/**
 * Turns a record in clear into the row and the locators of a tier's file. Several rows of a person share locators: the
 * caller inserts each once. 氏名, 通称 and 旧氏 with the given name all lead to the person.
 */
export function sealRecord(
  record: PlainRecord,
  crypto: RegistryCrypto,
): { readonly row: SealedRecord; readonly locators: readonly LocatorRow[] } {
  const {
    birthDate,
    changeDate,
    supersededOn,
    individualNumber,
    residentCode,
    previousIndividualNumber,
    previousResidentCode,
    certificate,
    ...open
  } = record;
  const { ref, municipalityCode } = record;
  const locator = (kind: LocatorKind, key: Bytes): LocatorRow => ({ kind, key, municipalityCode, ref });
  return {
    row: {
      ...open,
      birthDate: dayDate(birthDate),
      changeDate: dayDate(changeDate),
      supersededOn: supersededOn === null ? null : dayDate(supersededOn),
      individualNumberSealed: crypto.seal('individual_number', ref, individualNumber),
      residentCodeSealed: crypto.seal('resident_code', ref, residentCode),
      previousIndividualNumberSealed:
        previousIndividualNumber === null
          ? null
          : crypto.seal('previous_individual_number', ref, previousIndividualNumber),
      previousResidentCodeSealed:
        previousResidentCode === null ? null : crypto.seal('previous_resident_code', ref, previousResidentCode),
    },
    locators: [
      locator('ref', ref),
      locator('individual_number', crypto.locatorKey('individual_number', individualNumber)),
      locator('resident_code', crypto.locatorKey('resident_code', residentCode)),
      ...searchNames(record).map((name) => locator('name', crypto.nameLocatorKey(name, birthDate))),
      ...(certificate === null ? [] : [locator('certificate', crypto.locatorKey('certificate', certificate))]),
    ],
  };
}

function dayDate(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
