import type { Notification } from './notification.ts';

/** SHA-256 (FIPS 180-4), handed in: this package computes nothing outside itself. */
export type Sha256 = (data: string | Uint8Array) => Uint8Array;

/** The names of a notification in the order of RFC 8785 (UTF-16 code units): all are ASCII, none is nested. */
const names = [
  'address',
  'alias',
  'birthDate',
  'changeDate',
  'changeKind',
  'changeReason',
  'corrects',
  'eventId',
  'firstResidentCode',
  'formerSurname',
  'formerSurnameKana',
  'individualNumber',
  'movedFrom',
  'municipalityCode',
  'name',
  'nameKana',
  'notifiedOn',
  'planned',
  'previousIndividualNumber',
  'previousResidentCode',
  'recordId',
  'repair',
  'residentCode',
  'salt',
  'sex',
] as const satisfies readonly (keyof Notification)[];

type Forgotten = Exclude<keyof Notification, (typeof names)[number]>;

/** In the order of the names, whatever the order or the gaps of an object that came over the wire. */
function ordered(of: readonly (keyof Notification)[], value: Partial<Notification>): string {
  return JSON.stringify(Object.fromEntries(of.map((name) => [name, value[name] ?? null])));
}

/**
 * Canonical JSON (RFC 8785) of a notification: flat, so that writing its names in order is all there is to do. The type of
 * the argument keeps a field that `names` lacks from compiling.
 */
export function canonicalNotification(notification: Forgotten extends never ? Notification : never): string {
  return ordered(names, notification);
}

/** The content hash by which both sides know that a number still means the same notification. */
export function hashNotification(notification: Notification, sha256: Sha256): Uint8Array {
  return sha256(canonicalNotification(notification));
}

const fromEvent = names.filter((name) => name !== 'recordId' && name !== 'salt' && name !== 'notifiedOn');

/** Canonical JSON of what the registry system handed in, without what the CS added. */
export function canonicalEvent(notification: Omit<Notification, 'recordId' | 'salt' | 'notifiedOn'>): string {
  return ordered(fromEvent, notification);
}
