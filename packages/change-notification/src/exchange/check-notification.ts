import { type CheckOptions, checkEvent, isObject } from '../event/check-event.ts';
import { isDay } from '../event/check-text.ts';
import type { Fault } from '../event/fault-codes.ts';
import type { Notification } from './notification.ts';

/** A notification, found sound in form and codes, or what is wrong with it. */
export type CheckedNotification =
  | { readonly sound: true; readonly notification: Notification }
  | { readonly sound: false; readonly faults: readonly Fault[] };

const uuid7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A tier does not trust the check of the one below: it looks at every item again, and at what the CS added. */
export function checkNotification(unverified: unknown, options: CheckOptions = {}): CheckedNotification {
  if (!isObject(unverified)) return { sound: false, faults: [{ field: 'event', code: 'WRONG_TYPE' }] };
  const { recordId, salt, notifiedOn, ...event } = unverified;
  const checked = checkEvent(event, options);
  const faults: Fault[] = checked.sound ? [] : [...checked.faults];
  if (typeof recordId !== 'string' || !uuid7.test(recordId)) faults.push({ field: 'recordId', code: 'WRONG_TYPE' });
  if (typeof salt !== 'string' || !/^[\w-]{22}$/.test(salt)) faults.push({ field: 'salt', code: 'WRONG_TYPE' });
  if (typeof notifiedOn !== 'string' || !isDay(notifiedOn)) faults.push({ field: 'notifiedOn', code: 'NOT_A_DAY' });
  if (!checked.sound || faults.length > 0) return { sound: false, faults };
  return {
    sound: true,
    notification: {
      ...checked.event,
      recordId: String(recordId),
      salt: String(salt),
      notifiedOn: String(notifiedOn),
    },
  };
}
