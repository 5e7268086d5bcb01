import { createHash, randomBytes } from 'node:crypto';
import { recordId } from '@juki/audit-log';
import {
  type Batch,
  firstLink,
  hashNotification,
  type Notification,
  nextLink,
  signedHead,
} from '@juki/change-notification';
import { createFileKeyProvider } from '@juki/keys';
import type { TestSystem } from '@juki/testing';
import type { Event } from './change-events.ts';

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest();
const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

/** A sender of a test's own, with the key of a body: it cuts its sequence into batches as it likes. */
export function sendingBody(system: Pick<TestSystem, 'keys'>, sender: string, receiver: string) {
  const keys = createFileKeyProvider(system.keys);
  const notifications: Notification[] = [];
  const chain: Uint8Array[] = [firstLink(sender, receiver, sha256)];

  return {
    /** Puts events at the end of the sequence. */
    add(...events: readonly Event[]): void {
      for (const event of events) {
        const notification = notificationOf(event);
        chain.push(nextLink(chain.at(-1) ?? new Uint8Array(), hashNotification(notification, sha256), sha256));
        notifications.push(notification);
      }
    },

    /** The numbers from one to another, signed; by the key of another body, if a test says so. */
    batch(first: number, last: number, signedBy = sender): Batch {
      const signer = keys.signer(`change/${signedBy}`);
      const head = {
        format: 'juki-change-batch-1',
        sender,
        receiver,
        first,
        previous: base64url(chain[first - 1] ?? new Uint8Array()),
        chain: base64url(chain[last] ?? new Uint8Array()),
        keyId: keys.signer(`change/${sender}`).keyId,
      } as const;
      const part = notifications.slice(first - 1, last);
      return { ...head, notifications: part, signature: base64url(signer.sign(signedHead(head, part.length))) };
    },
  };
}

function notificationOf(event: Event): Notification {
  const optional = { previousIndividualNumber: null, previousResidentCode: null, firstResidentCode: null };
  const added = { planned: false, ...optional, movedFrom: null, corrects: null, repair: false };
  const own = { recordId: recordId(Date.now(), randomBytes), salt: base64url(randomBytes(16)), notifiedOn: today() };
  // What a test makes of it is what the receiver has to bear, so its form is not asked here.
  return JSON.parse(JSON.stringify({ ...added, ...event, ...own }));
}

/** Today in Asia/Tokyo. */
function today(): string {
  return new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
}
