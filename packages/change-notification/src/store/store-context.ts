import { createHash } from 'node:crypto';
import { invariant } from '@juki/errors';
import { prefecture, publishedResidentCodeRule } from '@juki/identifiers';
import { legalDateAt } from '@juki/legal-basis';
import { createRegistryCrypto, personRef, type RegistryCrypto } from '@juki/subgraph-runtime/registry';
import { checkNotification } from '../exchange/check-notification.ts';
import type { Notification } from '../exchange/notification.ts';
import type { ChangeStoreOptions } from './store-options.ts';

/** The options, with what follows from them. */
export interface StoreContext extends Required<ChangeStoreOptions> {
  readonly crypto: RegistryCrypto;
  readonly now: () => Date;
  /** Today in Asia/Tokyo. */
  readonly today: () => string;
  readonly refOfFirst: (residentCode: string) => string;
  readonly sealPayload: (notification: Notification) => Buffer;
  readonly openPayload: (municipalityCode: string, eventId: string, sealed: Uint8Array) => Notification;
  readonly keyedHash: (text: string) => Buffer;
}

export function storeContext(options: ChangeStoreOptions): StoreContext {
  const { keys, tier, clock } = options;
  const cipher = keys.cipher(`registry/${tier}/seal`);
  const mac = keys.mac(`registry/${tier}/index`);
  // Bound to tier and event: a payload moved to another row does not open.
  const context = (municipalityCode: string, eventId: string) => `${tier}:change:${municipalityCode}:${eventId}`;
  return {
    holdDays: 30,
    residentCodeRule: publishedResidentCodeRule,
    ...options,
    crypto: createRegistryCrypto(keys, tier),
    now: () => new Date(clock()),
    today: () => legalDateAt(clock()),
    refOfFirst: (residentCode) => refText(personRef(keys, residentCode)),
    sealPayload: (notification) =>
      Buffer.from(
        cipher.seal(JSON.stringify(notification), context(notification.municipalityCode, notification.eventId)),
      ),
    openPayload(municipalityCode, eventId, sealed) {
      const text = cipher.open(sealed, context(municipalityCode, eventId));
      const checked = checkNotification(JSON.parse(text), options);
      invariant(checked.sound, 'what this tier sealed was a notification that it had checked');
      return checked.notification;
    },
    keyedHash: (text) => Buffer.from(mac.digest(text)),
  };
}

export const sha256 = (data: string | Uint8Array): Uint8Array => createHash('sha256').update(data).digest();

export function refText(ref: Uint8Array): string {
  return Buffer.from(ref).toString('base64url');
}

export function refBytes(ref: string): Buffer<ArrayBuffer> {
  return Buffer.from(ref, 'base64url');
}

/** Who receives what a body sends: the prefecture of a municipality, the agency for a prefecture. */
export function receiverOf(sender: string): string {
  if (sender.slice(2, 5) === '000') return 'jlis';
  const above = prefecture(sender.slice(0, 2));
  invariant(above !== undefined, 'a sender is a municipality or a prefecture');
  return above.code;
}

/** A day `days` later. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
