import { randomUUID } from 'node:crypto';
import { individualNumberCheckDigit, residentCodeCheckDigit } from '@juki/identifiers';
import type { KeyProvider } from '@juki/keys';
import { personRef } from '../registry/registry-crypto.ts';
import type { PlainRecord } from '../registry/seal-record.ts';

/** Numbers with valid check digits for the n-th person of a test. */
export function testNumbers(n: number): { readonly individualNumber: string; readonly residentCode: string } {
  const eleven = String(10_000_000_000 + n * 37);
  const ten = String(1_000_000_000 + n * 41);
  return {
    individualNumber: `${eleven}${individualNumberCheckDigit(eleven)}`,
    residentCode: `${ten}${residentCodeCheckDigit(ten)}`,
  };
}

/** A synthetic person as the register would hold them, but for what the test changes. */
export function testRecord(keys: KeyProvider, n: number, changes: Partial<PlainRecord> = {}): PlainRecord {
  const numbers = testNumbers(n);
  return {
    municipalityCode: '272035',
    recordId: randomUUID(),
    ref: personRef(keys, numbers.residentCode),
    revision: 1,
    name: `山田 太郎${n}`,
    nameKana: 'ヤマダ タロウ',
    formerSurname: null,
    formerSurnameKana: null,
    alias: null,
    birthDate: '1980-04-05',
    sex: 'MALE',
    address: '大阪府豊中市中桜塚三丁目1番1号',
    ...numbers,
    previousIndividualNumber: null,
    previousResidentCode: null,
    changeKind: 'ENTRY',
    changeReason: 'MOVE_IN_DOMESTIC',
    changeDate: '2020-04-01',
    supersededOn: null,
    certificate: null,
    ...changes,
  };
}
