import type { MoveNoticePerson } from './move-notice.ts';
import type { MoveEvent } from './move-services.ts';

/** 国内転出 (施行規則11条): the items as they stood, on the planned day (住民基本台帳法施行令30条の5). */
export function moveOutEvent(
  notice: MoveNoticePerson,
  where: { readonly municipalityCode: string; readonly plannedOn: string; readonly eventId: string },
): MoveEvent {
  return {
    ...items(notice),
    eventId: where.eventId,
    municipalityCode: where.municipalityCode,
    address: notice.addressBefore,
    changeKind: 'DELETION',
    changeReason: 'MOVE_OUT_DOMESTIC',
    changeDate: where.plannedOn,
    planned: true,
    movedFrom: null,
  };
}

/** 国内転入 (施行規則11条): the notified items at the new address. */
export function moveInEvent(
  notice: MoveNoticePerson,
  where: {
    readonly municipalityCode: string;
    readonly originCode: string;
    readonly movedOn: string;
    readonly address: string;
    readonly eventId: string;
  },
): MoveEvent {
  return {
    ...items(notice),
    eventId: where.eventId,
    municipalityCode: where.municipalityCode,
    address: where.address,
    changeKind: 'ENTRY',
    changeReason: 'MOVE_IN_DOMESTIC',
    changeDate: where.movedOn,
    planned: false,
    movedFrom: where.originCode,
  };
}

function items(notice: MoveNoticePerson): MoveEvent {
  return {
    name: notice.name,
    nameKana: notice.nameKana,
    formerSurname: notice.formerSurname,
    formerSurnameKana: notice.formerSurnameKana,
    alias: notice.alias,
    birthDate: notice.birthDate,
    sex: notice.sex,
    individualNumber: notice.individualNumber,
    residentCode: notice.residentCode,
    previousIndividualNumber: null,
    previousResidentCode: null,
    firstResidentCode: null,
    corrects: null,
    repair: false,
  };
}
