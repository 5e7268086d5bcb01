import { individualNumberFault } from '@juki/identifiers';
import { bearsName, isKey, isPerson, isText } from './filings.ts';
import { messageIdOf } from './message-id.ts';
import { eraseFrom, isDay } from './move-days.ts';
import { type MoveNoticePerson, openNotice, sealNotice } from './move-notice.ts';
import type { MoveOut } from './move-out-repository.ts';
import type { Acting, MoveServices } from './move-services.ts';
import { noteSubjects } from './note-subjects.ts';

/** 転出地市町村長の通知 (住民基本台帳法24条の2第3項, 第6項). */
export interface NoticeMessage {
  readonly messageId: string;
  readonly moveKey: string;
  readonly to: string;
  readonly plannedOn: string;
  readonly people: readonly MoveNoticePerson[];
}

/** 転入地市町村長の通知 (24条の2第5項). */
export interface AskMessage {
  readonly messageId: string;
  readonly to: string;
  readonly name: string;
  readonly residentCode: string;
}

/** 転入通知 (9条1項). */
export interface ConfirmationMessage extends AskMessage {
  readonly address: string;
  readonly movedOn: string;
}

/** What the receiver says. */
export interface Receipt {
  readonly outcome: 'RECEIVED' | 'NOT_CONNECTED' | 'NO_MATCH' | 'BAD_MESSAGE';
}

const mostPeople = 30;

/** Keeps a notice at the new municipality; sender and receiver each log whom it is about. */
export async function receiveNotice(
  services: MoveServices,
  { messageId, moveKey, to, plannedOn, people }: NoticeMessage,
  { municipalityCode: originCode, now, ledger }: Acting,
): Promise<Receipt> {
  const { notices, crypto, connected } = services;
  if (!connected.includes(to)) return { outcome: 'NOT_CONNECTED' };
  const sound = isKey(messageId) && isKey(moveKey) && isDay(plannedOn) && people.length > 0 && people.every(isNotice);
  if (!sound || people.length > mostPeople || to === originCode) return { outcome: 'BAD_MESSAGE' };
  const kept = await Promise.all(
    people.map(async (person) => {
      const codeKey = crypto.locatorKey('resident_code', person.residentCode);
      const ref = (await notices.holderOf(codeKey)) ?? services.refOf(person.residentCode);
      return { ref, codeKey, noticeSealed: sealNotice(crypto, ref, complete(person)) };
    }),
  );
  const notice = { municipalityCode: to, originCode, messageId, moveKey, plannedOn, eraseFrom: eraseFrom(plannedOn) };
  const state = { state: 'WAITING', persons: kept.length, receivedAt: new Date(now), erasedAt: null } as const;
  await notices.receive({ ...notice, ...state }, kept);
  for (const body of [originCode, to]) {
    noteSubjects(
      ledger,
      'Mutation.deliverMoveNotice',
      body,
      kept.map(({ ref }) => ref),
    );
  }
  return { outcome: 'RECEIVED' };
}

/** Sends the kept notice again (第6項) to the municipality in which the person filed, wherever that is. */
export async function receiveAsk(
  services: MoveServices,
  ask: AskMessage,
  { municipalityCode: askerCode, now, ledger }: Acting,
): Promise<Receipt> {
  const found = await findMove(services, ask);
  if (typeof found === 'string') return { outcome: found };
  // Once the move is closed, it is nobody's any more.
  if (!found || found.moveOut.state === 'CONFIRMED') {
    ledger.foundNobody(`move_ask ${ask.residentCode}`, ask.to);
    return { outcome: 'NO_MATCH' };
  }
  noteSubjects(ledger, 'Mutation.askMoveNotice', ask.to, [found.ref]);
  const message = { messageId: messageIdOf('again', ask.messageId), to: askerCode, again: true };
  await services.outs.send(found.moveOut, message, new Date(now));
  services.poke();
  return { outcome: 'RECEIVED' };
}

/** 転出の確定: the new municipality entered the person, so the move is closed here (9条1項, 令13条2項). */
export async function receiveConfirmation(
  services: MoveServices,
  confirmation: ConfirmationMessage,
  { municipalityCode: newCode, now, ledger }: Acting,
): Promise<Receipt> {
  if (!isDay(confirmation.movedOn) || !isText(confirmation.address)) return { outcome: 'BAD_MESSAGE' };
  const found = await findMove(services, confirmation);
  if (typeof found === 'string') return { outcome: found };
  if (!found || (found.moveOut.confirmedCode ?? newCode) !== newCode) {
    ledger.foundNobody(`move_confirmation ${confirmation.residentCode}`, confirmation.to);
    return { outcome: 'NO_MATCH' };
  }
  const { moveOut, ref } = found;
  const people = await services.outs.people(moveOut.municipalityCode, moveOut.moveKey);
  const leaving = people.map((person) => person.ref);
  await services.writer.remove(moveOut.municipalityCode, leaving, moveOut.plannedOn);
  await services.outs.confirm(moveOut, newCode, new Date(now));
  // The whole move is closed: whoever of it leaves the register has a record at home, as whom the message names has in both.
  noteSubjects(ledger, 'Mutation.confirmMoveOut', newCode, [ref]);
  noteSubjects(ledger, 'Mutation.confirmMoveOut', confirmation.to, leaving);
  return { outcome: 'RECEIVED' };
}

/** The move of exactly this person, by code and name together. */
async function findMove(
  { outs, notices, crypto, connected }: MoveServices,
  { messageId, to, name, residentCode }: AskMessage,
): Promise<{ readonly moveOut: MoveOut; readonly ref: Uint8Array } | Receipt['outcome'] | undefined> {
  if (!connected.includes(to)) return 'NOT_CONNECTED';
  if (!isKey(messageId) || !isPerson({ name, residentCode })) return 'BAD_MESSAGE';
  const ref = await notices.holderOf(crypto.locatorKey('resident_code', residentCode));
  const moveOut = ref && (await outs.findByPerson(to, ref));
  if (!ref || !moveOut) return undefined;
  const people = await outs.people(to, moveOut.moveKey);
  const fits = people
    .map((person) => openNotice(crypto, person.ref, person.noticeSealed))
    .some((person) => person.residentCode === residentCode && bearsName(person, name));
  return fits ? { moveOut, ref } : undefined;
}

function isNotice(person: MoveNoticePerson): boolean {
  const { individualNumber, birthDate, addressBefore, destination } = person;
  return (
    isPerson(person) &&
    individualNumberFault(individualNumber) === undefined &&
    isDay(birthDate) &&
    isText(addressBefore) &&
    isText(destination) &&
    ((person.pensionClass ?? null) === null) === ((person.basicPensionNumber ?? null) === null)
  );
}

/** An item that the sender left out is one that the 住民票 does not hold. */
function complete(person: MoveNoticePerson): MoveNoticePerson {
  return {
    ...person,
    nameKana: person.nameKana ?? null,
    formerSurname: person.formerSurname ?? null,
    formerSurnameKana: person.formerSurnameKana ?? null,
    alias: person.alias ?? null,
    householderName: person.householderName ?? null,
    relation: person.relation ?? null,
    familyRegister: person.familyRegister ?? null,
    pensionClass: person.pensionClass ?? null,
    basicPensionNumber: person.basicPensionNumber ?? null,
    cardIssuedOn: person.cardIssuedOn ?? null,
    cardExpiresOn: person.cardExpiresOn ?? null,
    cardManagementCode: person.cardManagementCode ?? null,
  };
}
