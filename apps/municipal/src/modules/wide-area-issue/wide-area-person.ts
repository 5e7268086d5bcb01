import type { RegistryCrypto } from '@juki/subgraph-runtime';
import type { Resident } from '../resident-register/resident.ts';
import type { WideAreaRequest } from './parse-request.ts';

/**
 * A person as the notice shows one (令15条の3第2項): 7条1号から3号 and 6号から8号, and of 4号, 8号の2 and 13号 what was asked
 * for. What was not asked for is not in the object, so that no selection brings it out; a number is opened when it is read.
 */
export function wideAreaPerson(
  resident: Resident,
  householder: Resident | undefined,
  asked: Pick<WideAreaRequest, 'withHousehold' | 'withIndividualNumber' | 'withResidentCode'>,
  crypto: RegistryCrypto,
) {
  const { ref, entry } = resident;
  const household = asked.withHousehold && entry !== null;
  return {
    name: resident.name,
    nameKana: resident.nameKana,
    formerSurname: resident.formerSurname,
    formerSurnameKana: resident.formerSurnameKana,
    alias: resident.alias,
    birthDate: resident.birthDate,
    sex: resident.sex,
    householder: household ? entry.householder : null,
    householderName: household ? (householder?.name ?? null) : null,
    relation: household ? entry.relation : null,
    residentSince: entry?.residentSince ?? null,
    address: resident.address,
    addressSince: entry?.addressSince ?? null,
    notifiedOn: entry?.notifiedOn ?? null,
    previousAddress: entry?.previousAddress ?? null,
    individualNumber: () =>
      asked.withIndividualNumber ? crypto.open('individual_number', ref, resident.individualNumberSealed) : null,
    residentCode: () =>
      asked.withResidentCode ? crypto.open('resident_code', ref, resident.residentCodeSealed) : null,
  };
}

/** What the resolvers find behind `MunicipalWideAreaPerson`. */
export type WideAreaPerson = ReturnType<typeof wideAreaPerson>;
