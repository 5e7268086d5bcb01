import type { Bytes } from '@juki/subgraph-runtime';

/** A resident as the municipal file shows one today: 本人確認情報, and what else the 住民票 holds. Numbers stay sealed. */
export interface Resident {
  readonly municipalityCode: string;
  readonly ref: Bytes;
  readonly name: string;
  readonly nameKana: string | null;
  readonly formerSurname: string | null;
  readonly formerSurnameKana: string | null;
  readonly alias: string | null;
  readonly birthDate: string;
  readonly sex: 'MALE' | 'FEMALE';
  readonly address: string;
  /** The planned day of a move out that was announced (24条); `null` for who stays. */
  readonly leavesOn: string | null;
  readonly individualNumberSealed: Bytes;
  readonly residentCodeSealed: Bytes;
  /** `null` for a person whose further items the registry system has not handed in. */
  readonly entry: RegisterEntry | null;
}

/** 住民票の記載事項 beside 本人確認情報 (住民基本台帳法7条), as they lie in the database. */
export interface RegisterEntry {
  readonly ref: Bytes;
  readonly householdId: string;
  readonly householder: boolean;
  readonly relation: string;
  readonly familyRegister: string | null;
  readonly residentSince: string;
  readonly addressSince: string | null;
  readonly notifiedOn: string | null;
  readonly previousAddress: string | null;
  readonly nationalHealthInsurance: boolean;
  readonly lateElderlyMedical: boolean;
  readonly longTermCare: boolean;
  readonly pensionClass: 'FIRST' | 'VOLUNTARY' | null;
  readonly basicPensionNumberSealed: Bytes | null;
  readonly childAllowance: boolean;
  readonly cardIssuedOn: string | null;
  readonly cardExpiresOn: string | null;
  readonly cardManagementCodeSealed: Bytes | null;
}
