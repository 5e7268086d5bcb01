import type { RegistryCrypto } from '@juki/subgraph-runtime';
import type { Resident } from '../resident-register/resident.ts';
import { keptFields } from './kept-fields.ts';

/** 通知する事項 of one person: what 住民基本台帳法施行令24条の3 lists, in the words of the graph, and nothing else. */
export interface MoveNoticePerson {
  readonly name: string;
  readonly nameKana: string | null;
  readonly formerSurname: string | null;
  readonly formerSurnameKana: string | null;
  readonly alias: string | null;
  readonly birthDate: string;
  readonly sex: 'MALE' | 'FEMALE';
  readonly householder: boolean;
  readonly householderName: string | null;
  readonly relation: string | null;
  readonly familyRegister: string | null;
  readonly individualNumber: string;
  readonly residentCode: string;
  readonly addressBefore: string;
  readonly destination: string;
  readonly nationalHealthInsurance: boolean;
  readonly lateElderlyMedical: boolean;
  readonly longTermCare: boolean;
  readonly pensionClass: 'FIRST' | 'VOLUNTARY' | null;
  readonly basicPensionNumber: string | null;
  readonly childAllowance: boolean;
  readonly cardIssuedOn: string | null;
  readonly cardExpiresOn: string | null;
  readonly cardManagementCode: string | null;
}

/** Takes from a resident's 住民票 what is notified of them. */
export function noticeOf(
  resident: Resident,
  { destination, householder }: { readonly destination: string; readonly householder: Resident | undefined },
  crypto: RegistryCrypto,
): MoveNoticePerson {
  const { ref, entry } = resident;
  const open = (column: 'basic_pension_number' | 'card_management_code', sealed: Uint8Array | null | undefined) =>
    sealed ? crypto.open(column, ref, sealed) : null;
  return {
    name: resident.name,
    nameKana: resident.nameKana,
    formerSurname: resident.formerSurname,
    formerSurnameKana: resident.formerSurnameKana,
    alias: resident.alias,
    birthDate: resident.birthDate,
    sex: resident.sex,
    householder: entry?.householder ?? true,
    householderName: householder?.name ?? null,
    relation: entry?.relation ?? null,
    familyRegister: entry?.familyRegister ?? null,
    individualNumber: crypto.open('individual_number', ref, resident.individualNumberSealed),
    residentCode: crypto.open('resident_code', ref, resident.residentCodeSealed),
    addressBefore: resident.address,
    destination,
    nationalHealthInsurance: entry?.nationalHealthInsurance ?? false,
    lateElderlyMedical: entry?.lateElderlyMedical ?? false,
    longTermCare: entry?.longTermCare ?? false,
    pensionClass: entry?.pensionClass ?? null,
    basicPensionNumber: open('basic_pension_number', entry?.basicPensionNumberSealed),
    childAllowance: entry?.childAllowance ?? false,
    cardIssuedOn: entry?.cardIssuedOn ?? null,
    cardExpiresOn: entry?.cardExpiresOn ?? null,
    cardManagementCode: open('card_management_code', entry?.cardManagementCodeSealed),
  };
}

const sexes = ['MALE', 'FEMALE'] as const;
const pensionClasses = ['FIRST', 'VOLUNTARY'] as const;

/** Opens a notice that was sealed with {@link sealNotice}. */
export function openNotice(crypto: RegistryCrypto, ref: Uint8Array, sealed: Uint8Array): MoveNoticePerson {
  const kept = keptFields(crypto.open('move_notice', ref, sealed));
  return {
    name: kept.text('name'),
    nameKana: kept.textOrNull('nameKana'),
    formerSurname: kept.textOrNull('formerSurname'),
    formerSurnameKana: kept.textOrNull('formerSurnameKana'),
    alias: kept.textOrNull('alias'),
    birthDate: kept.text('birthDate'),
    sex: kept.word('sex', sexes),
    householder: kept.flag('householder'),
    householderName: kept.textOrNull('householderName'),
    relation: kept.textOrNull('relation'),
    familyRegister: kept.textOrNull('familyRegister'),
    individualNumber: kept.text('individualNumber'),
    residentCode: kept.text('residentCode'),
    addressBefore: kept.text('addressBefore'),
    destination: kept.text('destination'),
    nationalHealthInsurance: kept.flag('nationalHealthInsurance'),
    lateElderlyMedical: kept.flag('lateElderlyMedical'),
    longTermCare: kept.flag('longTermCare'),
    pensionClass: kept.textOrNull('pensionClass') === null ? null : kept.word('pensionClass', pensionClasses),
    basicPensionNumber: kept.textOrNull('basicPensionNumber'),
    childAllowance: kept.flag('childAllowance'),
    cardIssuedOn: kept.textOrNull('cardIssuedOn'),
    cardExpiresOn: kept.textOrNull('cardExpiresOn'),
    cardManagementCode: kept.textOrNull('cardManagementCode'),
  };
}

/** Seals a notice as one: nothing of it is searched for. */
export function sealNotice(crypto: RegistryCrypto, ref: Uint8Array, notice: MoveNoticePerson): Uint8Array {
  return crypto.seal('move_notice', ref, JSON.stringify(notice));
}
