import { nameKey, residentCodeFault } from '@juki/identifiers';
import { isDay } from './move-days.ts';

/** 転出届 as the graph takes it (住民基本台帳法24条の2第1項, 第2項). */
export interface MoveOutFiling {
  readonly key: string;
  readonly name: string;
  readonly residentCode: string;
  readonly cardPresented: boolean;
  readonly wholeHousehold?: boolean | null;
  readonly destinationCode: string;
  readonly destination: string;
  readonly plannedOn: string;
}

/** 転入届 as the graph takes it (22条1項, 24条の2第1項). */
export interface MoveInFiling {
  readonly key: string;
  readonly name: string;
  readonly residentCode: string;
  readonly cardPresented: boolean;
  readonly certificatePresented?: boolean | null;
  readonly originCode: string;
  readonly movedOn: string;
  readonly address: string;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const longestText = 300;

/** Whether text is a UUID in its usual form. */
export function isKey(text: string): boolean {
  return uuid.test(text);
}

/** Whether something is written that a register could hold as a name or an address. */
export function isText(text: string): boolean {
  return text.trim() !== '' && text.length <= longestText && !/[\p{Cc}]/u.test(text);
}

/** Whether a filing of a move out can be one. */
export function isMoveOutFiling({ key, name, residentCode, destination, plannedOn }: MoveOutFiling): boolean {
  return isKey(key) && isPerson({ name, residentCode }) && isText(destination) && isDay(plannedOn);
}

/** Whether a filing of a move in can be one; nobody has moved in on a day that lies ahead. */
export function isMoveInFiling({ key, name, residentCode, movedOn, address }: MoveInFiling, today: string): boolean {
  return isKey(key) && isPerson({ name, residentCode }) && isText(address) && isDay(movedOn) && movedOn <= today;
}

/** Whether a name and a 住民票コード can be a person's. */
export function isPerson({ name, residentCode }: { readonly name: string; readonly residentCode: string }): boolean {
  return nameKey(name) !== '' && isText(name) && residentCodeFault(residentCode) === undefined;
}

/** Whether a name is that of a person, as 氏名 or 通称, compared by key. */
export function bearsName(person: { readonly name: string; readonly alias: string | null }, sought: string): boolean {
  const key = nameKey(sought);
  return [person.name, person.alias].some((known) => known !== null && nameKey(known) === key);
}
